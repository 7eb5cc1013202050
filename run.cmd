@echo off
echo Cadre runs on Linux and macOS. On Windows, use the Windows Subsystem for Linux:
echo.
echo   1. In PowerShell as administrator:   wsl --install -d Debian
echo   2. Restart, open "Debian" from the Start menu, choose a user name and a password.
echo   3. In that window:
echo        sudo apt-get update
echo        sudo apt-get install -y git python3 python3-venv
echo   4. Get Cadre in the same window (not under /mnt/c: that is slow), go into its folder and type:
echo        ./run
echo   5. Open http://127.0.0.1:5000 in your Windows browser.
exit /b 1
