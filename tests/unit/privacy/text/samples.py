"""Sentences of a school's helpdesk, written for these tests, and names of many kinds to put into them."""

NAME_TEMPLATES = (
    "{first} {last} cannot sign in to Classroom since this morning.",
    "Please give the loaner to {first} {last} in room 118.",
    "{first}'s Chromebook does not charge any more.",
    "I am {first} and my screen is cracked.",
    "My name is {first} {last} and I forgot my password.",
    "Hi {first}, did you get the new charger?",
    "hey {first} can you help me with the wifi",
    "The keyboard of {first} is missing two keys.",
    "{last}, {first} needs a new power adapter.",
    "It was {first} who dropped the tablet yesterday.",
    "Ask {first} {last} about the projector in G-2.",
    "{first} said that the printer in the library is jammed again.",
    "{first} has a black screen after the update.",
    "{first} and {other} share one charger.",
    "Both {other} and {first} lost the connection at 10:32.",
    "The laptop belongs to {first} {last}.",
    "the laptop belongs to {first} {last}, please hurry",
    "Sent from the account of {first} {last} because mine is locked.",
    "Thanks,\n{first}",
    "Thank you!\n{first} {last}",
    "Mrs. {last} says the board in her room is blank.",
    "Mr. {last}'s document camera has no picture.",
    "Can you call {first} to the desk? The repair is done.",
    "Student: {first} {last}, device JC-03318, period 4.",
    "The screen broke when {first} sat on it.",
    "I borrowed this from {first} and now it will not turn on.",
    "{first}, please bring the cable back.",
    "Is {first} allowed to use the maker space printer?",
    "My sister {first} has the same problem at home.",
    "We gave {first} a loaner on Tuesday, see JCM-24817.",
    "my friend {first} told me to restart it",
    "i sit next to {first} in third period and mine works fine",
    "Account of {last}, {first}: cannot open Google Docs.",
    "Sound works for {first} but not for me.",
    "New student {first} {last} has no account yet.",
    "{first} {last}: touchpad stuck, error 0x80070035.",
    "Assigned to {first}. Waiting for a part.",
    "La computadora de {first} no prende.",
    "Hola, soy {first} {last} y no puedo entrar a mi cuenta.",
    "{first} dice que el cargador no funciona.",
)

CODED_TEMPLATES = (
    "My number is {number} and I cannot log in.",
    "student id {number}",
    "Student number: {number}, room 204",
    "{number} does not work at the lunch register",
    "id#{number} is locked out",
    "mi numero de estudiante es {number}",
)
PHONE_TEMPLATES = (
    "Call me at {phone} after school.",
    "my cell is {phone}",
    "Text {phone} when it is done",
    "({phone})",
    "Mom: {phone}, she can pick it up.",
    "mi telefono es {phone}.",
)
MAIL_TEMPLATES = (
    "Write to {mail} please.",
    "{mail} cannot sign in",
    "my address is {mail}.",
    "Signed in as {mail}, error 403",
    "<{mail}>",
)

# Group: given names, family names.
NAME_GROUPS: dict[str, tuple[str, str]] = {
    "english": (
        "Emma Olivia Liam Noah Mason Logan Hannah Abigail Owen Caleb Madison Chloe Tyler Zachary Brianna "
        "Kaitlyn "
        "Jackson Wyatt Easton Peyton",
        "Smith Johnson Anderson Thompson Harris Robinson Mitchell Henderson Whitaker Pemberton Ashworth "
        "Lockhart "
        "Stubbs McAllister O'Brien Fitzgerald Haverford Kilpatrick Tolliver Ostrander",
    ),
    "spanish": (
        "José María Guadalupe Alejandro Ximena Valentina Santiago Mateo Itzel Yaretzi Joaquín Citlali Ángel "
        "Araceli "
        "Rocío Emiliano Renata Lizbeth Jesús Esmeralda",
        "García Hernández Martínez Zúñiga Villalobos Peña Cárdenas Ybarra Quintanilla Ocampo Saldívar "
        "Arredondo "
        "Echeverría Mondragón Tovar Huerta Delgado Cisneros Barragán Montes",
    ),
    "black american": (
        "DeShawn Latoya Jamal Keisha Tyrone Aaliyah Malik Imani Darnell Shanice Trayvon Ebony Marquis "
        "Lakeisha "
        "DeAndre Tamika Kwame Zuri Jaquan Nevaeh",
        "Washington Jefferson Booker Banks Gaines Braxton Mosley Dorsey Broadnax Toussaint Pettway Gadson "
        "Sykes "
        "Battle Muhammad Bolden Rucker Cheatham Frazier Yarbrough",
    ),
    "east asian": (
        "Wei Mei-Ling Hiroshi Yuki Sakura Jun Minh Thuy Xiaoming Soo-Jin Haruto Jiayi Kenji Linh Quang Yuna "
        "Akira "
        "Zhihao Jisoo Takumi",
        "Nguyen Tran Wang Zhang Tanaka Yamamoto Kim Choi Huynh Phan Watanabe Ouyang Jeong Takahashi Xu Zheng "
        "Hwang Truong Nakamura Szeto",
    ),
    "south asian": (
        "Priya Aarav Ananya Rohan Ishaan Kavya Arjun Divya Siddharth Lakshmi Pooja Vikram Meera Harpreet "
        "Zainab "
        "Imran Nandini Karthik Sanjana Dhruv",
        "Patel Sharma Krishnamurthy Iyer Chaudhary Banerjee Reddy Gupta Subramanian Kaur Malhotra Venkatesan "
        "Chatterjee Deshpande Bhattacharya Menon Siddiqui Rahman Perera Joshi",
    ),
    "arabic": (
        "Mohammed Fatima Ahmed Aisha Youssef Layla Khalid Yasmin Omar Noura Hassan Mariam Abdullah Zahra "
        "Mustafa "
        "Salma Tariq Huda Bilal Rania",
        "Al-Masri Hussein El-Sayed Khoury Haddad Abdulrahman Farouk Mansour Barakat Qureshi Nasser Saleh "
        "Darwish "
        "Hamdan Zaki Awad Tahir Shaheen Aziz Mahfouz",
    ),
    "african": (
        "Chukwuemeka Ngozi Oluwaseun Amina Kofi Abena Tendai Thandiwe Juma Wanjiru Adaeze Babajide Nkechi "
        "Sipho "
        "Fatoumata Mamadou Ifeoma Kwabena Zanele Amara",
        "Okafor Adeyemi Mensah Nkosi Diallo Mwangi Okonkwo Traoré Dlamini Abubakar Osei Banda Ndlovu Kamara "
        "Owusu Achebe Mutasa Keita Onyango Boateng",
    ),
    "slavic and baltic": (
        "Oleksandr Svitlana Dmitri Katarzyna Agnieszka Zbigniew Ludmila Bogdan Yevgenia Miroslav Jadwiga "
        "Vladislav "
        "Oksana Wojciech Danuta Anastasia Radoslav Milena Tomasz Nadezhda",
        "Kowalczyk Shevchenko Ivanova Wiśniewski Petrov Novák Kovačević Bondarenko Szymański Dvořák "
        "Jovanović "
        "Kuznetsov Zielińska Hrytsenko Popescu Kazlauskas Horvat Lebedev Ozols Marković",
    ),
    "native and pacific": (
        "Keanu Leilani Kalani Makoa Nalani Winona Aiyana Tallulah Kaimana Nizhoni Sequoyah Koa Pualani "
        "Chayton "
        "Mahina Tavita Sione Malia Ahanu Lanakila",
        "Kealoha Begay Yazzie Tsosie Kahananui Fa'alogo Tuilagi Benally Kamakawiwoole Runningbear Tohee "
        "Manuelito "
        "Palakiko Nakai Tupou Etsitty Whitehorse Kekoa Toledo Cly",
    ),
    "words": (
        "Will Mark Grace Hope Chase Hunter May April Rose Lily Jasmine Faith Brooke Frank Bill Autumn Summer "
        "Jade "
        "Christian Dakota",
        "Brown White Green Young King Hill Woods Walker Banks Reed Graves Baker Cook Bishop Price Rice Long "
        "Day "
        "Park Field",
    ),
}

# Sentences whose every technical token is to survive; the tokens are what stands after the bar.
TECHNICAL = (
    "Room G-2 has no Wi-Fi, AP GYM-02 shows -67 dBm on channel 11. | G-2 Wi-Fi AP GYM-02 -67 dBm 11",
    "Error 0x80070035 when I open \\\\SRV-FILES\\share on port 445. | 0x80070035 SRV-FILES 445",
    "Chrome says ERR_INTERNET_DISCONNECTED and then 403. | Chrome ERR_INTERNET_DISCONNECTED 403",
    "Dell Latitude 3190, asset tag JC-03318, ticket JCM-24817. | Dell Latitude 3190 JC-03318 JCM-24817",
    "HP Chromebook 11 G8 EE shows a white screen in room 118. | HP Chromebook 11 G8 EE 118",
    "Tried HDMI, USB-C and DisplayPort, still no signal at 1920x1080. | HDMI USB-C DisplayPort 1920x1080",
    "Windows 11 23H2 with Chrome 120.0.6099 freezes at 10:32. | Windows 11 23H2 Chrome 120.0.6099 10:32",
    "Google Classroom loads on JCM-Student but not on JCM-Guest. | Google Classroom JCM-Student JCM-Guest",
    "Room B204: the Promethean board is stuck at 4% brightness. | B204 Promethean 4%",
    "DNS_PROBE_FINISHED_NXDOMAIN on every page since 8:05 am. | DNS_PROBE_FINISHED_NXDOMAIN 8:05",
    "Update KB5034441 fails with 0x80070643. | KB5034441 0x80070643",
    "Event ID 41 Kernel-Power in the log, then a restart. | 41 Kernel-Power",
    "The Epson PowerLite L200 shows no HDMI2 picture. | Epson PowerLite L200 HDMI2",
    "ipconfig shows 169.254.12.7 and mask 255.255.0.0. | ipconfig 169.254.12.7 255.255.0.0",
    "ping 8.8.8.8 works, nslookup does not. | ping 8.8.8.8 nslookup",
    "The battery holds 38 minutes, design 42 Wh, cycle count 512. | 38 42 Wh 512",
    "BSOD CRITICAL_PROCESS_DIED after the BIOS 1.14.2 update. | BSOD CRITICAL_PROCESS_DIED BIOS 1.14.2",
    "Lenovo 300e Gen 3 will not leave tablet mode. | Lenovo 300e Gen 3",
    "Printer HP LaserJet Pro M404dn says 13.20.00 paper jam. | HP LaserJet M404dn 13.20.00",
    "Canvas works in Firefox 121 and not in Edge. | Canvas Firefox 121 Edge",
    "ChromeOS 119.0.6045.192 with Lightspeed Filter Agent. | ChromeOS 119.0.6045.192 Lightspeed",
    "Toner CF258A is low on PRN-LIB-1. | CF258A PRN-LIB-1",
    "The iPad (9th generation) asks for Screen Time. | iPad 9th",
    "RAM 8 GB, SSD 256 GB NVMe, CPU i5-1135G7. | 8 GB SSD 256 NVMe CPU i5-1135G7",
    "VLAN 120 gives DHCP addresses, VLAN 130 gives none. | VLAN 120 DHCP 130",
    "SmartBoard MX275 loses touch after HDMI switch. | MX275 HDMI",
    "The Zoom call has no audio with Bluetooth headset. | Zoom Bluetooth",
    "Kahoot and Nearpod open, Pear Deck does not. | Kahoot Nearpod Deck",
    "PowerSchool is slow, IXL is fine. | PowerSchool IXL",
    "USB 3.0 drive is not seen, Code 43 in Device Manager. | USB 3.0 43",
    "Wi-Fi 6 at 5 GHz, 802.1X, WPA2-Enterprise. | Wi-Fi 6 5 GHz 802.1X WPA2-Enterprise",
    "HTTP 502 Bad Gateway from classlink at 13:45. | HTTP 502 classlink 13:45",
    "The docking station WD19S has 130W power. | WD19S 130W",
    "Cart 3, slot 14, charger 45W USB-C. | 3 14 45W USB-C",
    "SATA error, SMART 05 reallocated, 34 bad sectors. | SATA SMART 05 34",
    "Keyboard part 0H4XRJ, screen part N116BGE-EA2. | 0H4XRJ N116BGE-EA2",
    "Google Meet says camera in use, 720p only. | Google Meet 720p",
    "Adobe Express and Canva need WebGL. | Adobe Canva WebGL",
    "TestNav 1.12 needs Chromebook kiosk mode. | TestNav 1.12 Chromebook kiosk",
    "GoGuardian blocks YouTube and CoolmathGames. | GoGuardian YouTube",
    "SSID eduroam, RSSI -71, ping 340 ms. | SSID eduroam -71 340 ms",
    "Status 0xC000021A after sysprep. | 0xC000021A sysprep",
    "OneDrive is syncing 1,204 files, 3.2 GB. | OneDrive 1,204 3.2 GB",
    "PDF opens blank in Kami, fine in Preview. | PDF Kami Preview",
    "Excel says #REF! in cell B12 of budget.xlsx. | Excel B12 budget.xlsx",
    "C:\\Windows\\System32\\drivers\\etc\\hosts is read only. | Windows System32 drivers etc hosts",
    "gpupdate /force and sfc /scannow were run. | gpupdate force sfc scannow",
    "Aruba AP-515 in hall C blinks amber. | Aruba AP-515",
    "Ticket JCM-24817 is the same as JCM-24655. | JCM-24817 JCM-24655",
    "El proyector Epson del salon 204 no tiene HDMI. | Epson 204 HDMI",
    "Mi Chromebook dice ERR_NAME_NOT_RESOLVED en el salon B12. | Chromebook ERR_NAME_NOT_RESOLVED B12",
    "Period 4, 11:20, 2nd row, seat 7. | 4 11:20 2nd 7",
    "Apps Script and Google Sheets IMPORTRANGE fail. | Google Sheets IMPORTRANGE",
    "Error code 12029, proxy.school:8080 refused. | 12029 8080",
)

HARMLESS = (
    "Hello, the screen of my computer has been flickering since yesterday and it gets worse when I move "
    "the lid. I "
    "already restarted it twice and tried another charger. Could somebody look at it before the test on "
    "Friday?",
    "Will this be fixed before lunch? May I use a loaner until then? I can bring it to the library any time.",
    "I spilled some juice on the keyboard. The keys in the bottom row are sticky now and the space bar "
    "repeats. "
    "Sorry about that, it was an accident and I wiped it right away.",
    "The sound is gone in every app. Headphones work fine, so it must be the speakers. Mark the ticket "
    "as urgent if "
    "you can, because we have a listening test in English on Thursday.",
    "Somebody left a tablet in the gym after practice. It has a blue case with a sticker of a cat. I put "
    "it on the "
    "desk in the office.",
    "When I open the lid nothing happens. The light on the side is orange and blinks three times. I left "
    "it on the "
    "charger over night and it is still dead.",
    "The projector in our classroom turns itself off after about ten minutes. The fan is very loud and "
    "the air that "
    "comes out is hot. We dusted the filter in the fall.",
    "I cannot find my homework folder in the drive. It was there on Monday. I think I moved it into the "
    "trash by "
    "mistake, can you get it back?",
    "Every website says the connection is not private. The clock on the computer shows the wrong year, "
    "maybe that is "
    "why. I do not know how to change it.",
    "Please check the printer in the hallway. It prints pink stripes on every page and the paper comes out "
    "wrinkled. We need it for the spring concert programs.",
    "The document camera shows everything upside down. I pressed all of the buttons on the top and on "
    "the remote, "
    "but nothing changes.",
    "my touchpad jumps around when i type, its really annoying. can i get a mouse or something? thanks",
    "the wifi drops every time i walk from the cafeteria to the science wing and i have to log in again",
    "I was logged out of the testing app in the middle of the exam. The proctor told me to write a "
    "ticket. I have "
    "fifteen questions left.",
    "The update has been stuck at thirty percent for an hour. Should I turn it off or keep waiting? It "
    "says not to "
    "turn it off.",
    "Our class set of calculators needs new batteries. Twelve of them are dead. Do we order those from "
    "you or from "
    "the front office?",
    "No puedo entrar a mi correo desde ayer. La pantalla dice que la contraseña es incorrecta, pero es "
    "la misma de "
    "siempre. Necesito enviar una tarea hoy por la tarde.",
    "El cargador se calienta mucho y huele a quemado. Ya no lo estoy usando. ¿Me pueden prestar otro "
    "hasta mañana?",
    "La computadora se apaga sola cuando abro muchas pestañas. La batería dura muy poco y el ventilador "
    "hace ruido.",
    "The caps lock light stays on and every password I type is rejected. I typed it into a note first to "
    "be sure.",
)
