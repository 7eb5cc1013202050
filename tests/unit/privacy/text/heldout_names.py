"""Names of many origins: Faker's locales, and lists written for these tests."""

LOCALES: dict[str, str] = {
    "American": "en_US",
    "British and Irish": "en_GB en_IE ga_IE",
    "Hispanic": "es_MX es_CO es_ES es_AR",
    "Brazilian": "pt_BR",
    "South Asian": "en_IN en_PK",
    "East African": "en_KE sw",
    "West African": "en_NG yo_NG ig_NG ha_NG tw_GH",
    "South African": "zu_ZA",
    "Slavic": "pl_PL cs_CZ sk_SK hr_HR sl_SI",
    "Baltic and Finnish": "lt_LT lv_LV et_EE fi_FI",
    "Nordic": "is_IS sv_SE no_NO da_DK",
    "Western European": "de_DE nl_NL fr_FR it_IT",
    "Hungarian and Romanian": "hu_HU ro_RO",
    "Turkic": "tr_TR az_AZ uz_UZ",
    "Indonesian": "id_ID",
}
WRITTEN: dict[str, tuple[str, str]] = {
    "Chinese": (
        "Xiuying Yuhan Zixuan Haoran Yichen Ruoxi Guowei Meiling Jianhong Xinyi Shuhui Yongming "
        "Qiang Liwei Chunhua Zhengyu Wenjing Kaiwen Bingwen Peizhi",
        "Zhao Qian Sun Zhou Feng Cheng Cao Peng Xiao Deng Jiang Cai Lu Su Du Ye Xue Shao Tang "
        "Hsieh Kwok Leung Ouyang",
    ),
    "Japanese and Korean": (
        "Daichi Shiori Riku Honoka Yusuke Natsuki Kaede Sora Ayumi Minjun Seoyeon Jiwoo Hyunwoo "
        "Eunji Sungmin Haneul Dong-hyun Ji-eun Chaewon Kyungho",
        "Fujimoto Okada Ishikawa Sakamoto Morita Hasegawa Shimizu Inoue Kobayashi Ahn Bae Cho "
        "Kang Lim Noh Seo Shin Yoo Kwon Hwang",
    ),
    "Vietnamese": (
        "Tuấn Phương Hương Thảo Đức Khánh Ngọc Trâm Duy Hạnh Quốc Yến Hiếu Loan Vinh Khoa Nhi Tien Bao Dung",
        "Nguyễn Trần Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nguyen Pham Vo Dang Bui Duong Vuong Dinh",
    ),
    "Hmong and Lao": (
        "Pahoua Kaozouapa Tou Xai Nkauj Maiyia Chue Yeng Bee Neng Sheng Kalia Mailee Toua Fue "
        "Gaoly Pakou Somphone Bounmy Khamla",
        "Xiong Vang Yang Lor Moua Thao Her Vue Lee Cha Khang Hang Kue Xyooj Phommasack Sayavong "
        "Vongsa Douangchak Inthavong Sisouk",
    ),
    "Arabic": (
        "Maryam Yousef Rayan Lujain Hamza Jana Ziad Reem Faisal Dalia Sami Nadia Karim Ghada "
        "Munir Rasha Walid Hanan Jamil Samira",
        "Al-Rashid Hammoud Nasrallah Qasim Sabbagh Khalil Ibrahim Shaaban Al-Zahrani Bakri Daoud "
        "Fakhoury Ghanem Habibi Issa Jaber Kassab Malouf Najjar Rifai",
    ),
    "Hawaiian and Pacific": (
        "Kawika Noelani Kamalei Ikaika Pomaikai Haunani Kekoa Ailani Nainoa Keala Siaosi Lupe "
        "Manaia Tevita Mele Sefina Losa Viliami Hina Kaipo",
        "Kahale Kaneshiro Kalama Makekau Nakoa Pukahi Kamaka Mahoe Tuiasosopo Faleolo Leiataua "
        "Vaipulu Taufa Moala Seumalo Pule Fonoti Aiono Hopoate Kaufusi",
    ),
    "Native American": (
        "Aponi Chenoa Elu Halona Kaya Maka Nashoba Ohanzee Pavati Takoda Wakanda Yuma Odina Ayita "
        "Hiawatha Cheveyo Dyani Mahkah Sahale Tocho",
        "Nez Tso Begaye Bitsui Chee Etcitty Goldtooth Hosteen Peshlakai Yellowhair Blackwater "
        "Redcloud Attakai Deschenie Kescoli Laughter Nakaidinae Tsinnijinnie Zah Holiday",
    ),
    "Black American": (
        "Daquan Shaniqua LaToya Tyreek Jermaine Deja Kenyatta Marquise Shantel Trevon Quanisha "
        "Raheem Sharonda D'Andre Terrell Zaria Javonte Ky'mani Amari Nylah",
        "Ballard Gilliam Mayfield Boykin Pettigrew Witherspoon Batiste Fontenot Chatman Hairston "
        "Strickland Overstreet Poindexter Grimes Stallworth Hollins Blackmon Tubbs Mack Ivory",
    ),
    "hyphens and particles": (
        "Jean-Luc Mary-Kate Anne-Marie Abd-al-Rahman Jo-Ellen Ana-Lucia Kai-Lin Min-Seo Sean-Paul Lee-Ann",
        "O'Brien O'Shaughnessy D'Angelo de-la-Cruz García-Peña Smith-Jones McAlister MacTavish "
        "St.-Claire Ben-Ami Van-Dyke Fitz-Gerald Al-Amin De-Leon Ramírez-Ortiz",
    ),
}
WORDS = (
    "Will Grace Mark Chase Hunter May Hope Faith Joy Autumn Summer Rose Lily Daisy Jade Ruby "
    "Amber Crystal Reed Frank Bill Jack Art Drew Skip Pat Sky River Brooklyn Paris Christian "
    "Dakota Carter Mason Parker Cooper Tanner Sawyer Archer Ryder Ace King Miles Dean Dale Glen "
    "Heath Clay Grant Rich Rob Sue Dawn Eve Ivy Violet Olive Penny Pearl",
    "White Brown Green Black Gray King Young Long Short Little Hill Wood Stone Rivers Banks "
    "Fields Park Lane Street Day Winter Frost Snow Bird Wolf Fox Lamb Fish Cook Baker Miller "
    "Carpenter Taylor Mason Page Price Rich Sharp Strong Wise Bright Love Best Case Chambers Hall "
    "House Church Temple Bishop Pope Knight Noble Walker Power Bush Woods",
)
