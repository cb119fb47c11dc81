#!/usr/bin/env python3
"""Writes dev12.jsonl: 400 columns as ordinary enterprise schemas have them: exports of CRM and HR systems, registers of hospitals and
schools, orders, surveys, voter files, donor bases, tickets, payroll, clubs, churches, insurers. Written without a look at the rules.

A line is (label, language, table, header, source). A source is a pool 'a|b|c' (earlier entries are more frequent), '=a|b|c' (each
entry once) or a maker of generators.py, which has to lie beside this file or on PYTHONPATH.
"""
import datetime

import dev3
import generators as make

# ---- names: (given, family) ----

NAMES = {
    "en": ("Maureen Desmond Tamsin Aubrey Keisha Clifford Priya Lorna Everett Shanice Gareth Noreen Tobias Imelda Wendell Bethan Dwight Yolanda Rupert Marisol Curtis Fiona Delroy Harriet",
           "Pemberton Okafor Lindqvist Marsh Castellano Whitlock Abernathy Nguyen Farrow Delgado Kirkbride Osei Thackeray Rowntree Bhatt Sandoval Holloway Mbeki Penrose Gallagher Stroud Vance Iyer Cartwright"),
    "es": ("Nuria Álvaro Rocío Gonzalo Maite Íñigo Pilar Ximena Rodrigo Jimena Fermín Yolanda Ignacio Noelia Emiliano",
           "Quintanilla Barrios Cifuentes Olmedo Zúñiga Peñalver Ibarra Carrasco Villaseñor Montoya Escudero Aranda Lozano Pacheco"),
    "fr": ("Maëlle Thibault Solène Gaspard Clémence Yannick Océane Bastien Ghislaine Rémi Amandine Loïc Fatou Anaïs Corentin",
           "Delacour Vasseur Pruvost Le Goff Maréchal Bonnefoy Charpentier Traoré Rouxel Guérin Lacombe Hamelin Benoist Fauvel".replace("Le Goff", "Legoff")),
    "de": ("Anneliese Torben Wiebke Korbinian Heike Dietmar Jördis Malte Ottilie Sven Gudrun Lennart Ayşe Burkhard Mareike",
           "Brinkmann Oberhuber Kästner Wölfle Petersen Dahlmann Strobl Yıldız Hagedorn Reuter Lindemann Voss Eisele Kuhnert"),
    "it": ("Ginevra Ettore Ornella Tommaso Fiammetta Raffaele Loredana Nicolò Mirella Gaetano Elettra Donato Ivana Saverio",
           "Bellandi Carnevali Pozzo Marchetti Sartorelli Lunardi Gentilini Caruso Bettini Fumagalli Orlandi Tognazzi Zanella Ruggeri"),
    "pt": ("Iracema Thiago Luciana Otávio Jussara Anderson Beatriz Caio Neide Wellington Raíssa Joaquim Tainá Murilo",
           "Figueiredo Nogueira Sampaio Teixeira Bittencourt Cavalcanti Furtado Meireles Peixoto Quaresma Amaral Drumond Vilela"),
    "nl": ("Marloes Jeroen Femke Bram Hanneke Wouter Liesbeth Daan Fenna Ruben Yasmina Teun Annemiek Gijs",
           "Hoekstra Verbruggen Kuipers Dijkstra Schouten Bouzidi Wolters Noordhoek Terpstra Veenstra Roelofs Kooistra"),
    "pl": ("Bożena Zbigniew Halina Mieczysław Kinga Radosław Urszula Przemysław Danuta Wojciech Jolanta Bartłomiej Agnieszka Szymon",
           "Wrzesień Grabowiecka Kuśmierz Zaremba Pawlicki Ostrowska Błaszczyk Gawron Sikorska Majchrzak Kołodziej Walczak"),
    "tr": ("Nurcan Orhan Sevgi Tuncay Gülsüm Kerem Belgin Serdar Zehra Volkan Pınar İlker Hatice Bülent",
           "Karadağ Öztürk Bozkurt Çetinkaya Akgün Sarıoğlu Tekin Yalçınkaya Ergün Durmaz Kocabaş Işık"),
    "ar": ("نورة خالد سلمى يوسف هدى طارق ليلى عمر رنا مصطفى أسماء زياد منى بلال",
           "الحداد العتيبي منصور القحطاني الخطيب الشامي البغدادي زيدان النجار درويش السويدي الحسيني"),
    "he": ("נועה אורי תמר איתי שירה גלעד רותם יעקב מיכל עידו הדס אליעזר סמדר ניר",
           "פרידמן אזולאי כץ ביטון מזרחי שפירא גולדברג אוחיון ברקוביץ דהן רוזנבלום חדד"),
    "hi": ("सुनीता राजेश कविता मनोज अंजलि दिनेश पूजा विकास रेखा सुरेश मीना अमित गीता प्रकाश",
           "शर्मा वर्मा यादव गुप्ता मिश्रा चौहान तिवारी पटेल जोशी राठौर सक्सेना कुशवाहा"),
    "zh": ("建国 秀英 志强 丽华 晓明 雪梅 俊杰 海燕 文静 国栋 玉兰 思远 佳怡 浩然", "赵 钱 孙 周 吴 郑 冯 沈 韩 杨 朱 秦 许 何"),
    "ja": ("美咲 健太 由美子 大輔 陽菜 翔太 恵子 拓也 千尋 直樹 真由 浩二 葵 亮", "高橋 渡辺 小林 吉田 佐々木 松本 井上 木村 清水 斎藤 森田 石川"),
    "ru": ("Галина Аркадий Лариса Тимур Зинаида Глеб Ирина Вадим Алсу Степан Нина Егор Марина Ринат",
           "Ковальчук Бережной Сафин Лапшин Дроздов Панченко Гусев Юдин Мельник Ширяев Абрамян Ильин"),
    "ko": ("민준 서연 지훈 하은 도윤 수빈 예진 현우 은정 태영 미경 성호 지우 영숙", "김 이 박 최 정 강 조 윤 장 임 한 오"),
    "sv": ("Gunilla Torbjörn Ebba Håkan Linnea Rasmus Birgitta Malin Yusuf Kerstin Albin Siv Jonatan Åsa",
           "Bergqvist Sandström Ekdahl Nyman Hedlund Öberg Lundmark Wallin Forsberg Åkesson Isaksson Tjäder"),
}


def names(language, form="{given} {family}"):
    given, family = (part.split() for part in NAMES[language])
    return make.full_names((given, family), form)


def given(language):
    return make.one_name(NAMES[language][0].split())


def family(language):
    return make.one_name(NAMES[language][1].split())


def emails(language, domains="example.com|example.org|example.net", form="{given}.{family}@{domain}"):
    return make.emails(tuple(part.split() for part in NAMES[language]), domains, form)


def mapped(maker, change):
    return lambda rng, count: [change(value) for value in maker(rng, count)]


def mixed(*makers):
    """One maker or another for each value; the first twice as often."""
    return lambda rng, count: [rng.choice((makers[0],) + makers)(rng, 1)[0] for _ in range(count)]


def shuffled(text):
    """Every entry once, some twice when there are fewer than fifteen."""
    entries = text.split("|")

    def pick(rng, count):
        out = entries + [rng.choice(entries) for _ in range(15 - len(entries))]
        rng.shuffle(out)
        return out
    return pick


def born(form="%Y-%m-%d", first=1938, last=2007):
    def one(rng):
        day = datetime.date(rng.randint(first, last), 1, 1) + datetime.timedelta(days=rng.randrange(365))
        return day.strftime(form)
    return make.repeat(one)


def addresses(streets, places, form="{house} {street}, {place}"):
    return make.addresses(streets, places, form)


US_STREETS = "Larkspur Ln|Old Mill Rd|W Juniper Ave|Granger St|Cedar Hollow Dr|SE 14th Ct|Beacon Hill Blvd|N Orchard St|Quarry Rd Apt 4B|County Road 118"
UK_STREETS = "Thornbury Close|Mill Lane|Station Road|Larch Avenue|The Crescent|Queensway|St Aldhelm's Road|Fennel Street"


# ---- the columns ----

RACE = [
    ("race", "en", "sf_contact_export", "Race__c", "White|Black or African American|Asian|Hispanic or Latino|Two or More Races|Prefer not to say|Native Hawaiian or Other Pacific Islander"),
    ("race", "en", "workday_worker_diversity", "Race/Ethnicity (Locale Sensitive)", "White (Not Hispanic or Latino) (United States of America)|Black or African American (Not Hispanic or Latino) (United States of America)|Asian (Not Hispanic or Latino) (United States of America)|I do not wish to answer. (United States of America)|Two or More Races (Not Hispanic or Latino) (United States of America)"),
    ("race", "en", "bamboohr_eeo1", "eeoRace", "White|Black|Asian|Hispanic|2+ races|Not specified|White"),
    ("race", "en", "payroll_master_q1", "RACE_CD", "1|2|4|3|5|7|1|9"),
    ("race", "en", "county_voter_extract", "Race", "5|3|4|9|2|1|6|7"),
    ("race", "en", "ncvoter_sample", "race_code", "W|B|U|O|A|M|I|P"),
    ("race", "en", "ga_registered_voters", "RACE_DESC", "White not of Hispanic Origin|Black not of Hispanic Origin|Unknown|Asian/Pacific Islander|Other|American Indian"),
    ("race", "en", "export_2026", "Q14", "White or Caucasian|Black or African American|Asian or Asian American|Another race|White or Caucasian|Native American or Alaska Native|Prefer not to answer"),
    ("race", "en", "qualtrics_numeric_text", "Q9_2", "Black or African American||Black or African American||Black or African American"),
    ("race", "en", "jail_roster_daily", "rc", "W|B|H|B|W|U|A|I"),
    ("race", "en", "mercy_general_adt", "PT_RACE", "WHITE|BLACK/AFRICAN AMERICAN|OTHER|UNKNOWN|ASIAN|PATIENT DECLINED|NAT HAWAIIAN/PACIFIC ISL"),
    ("race", "en", "powerschool_students", "fed_race_list", "W|B|A|W,B|I|P|W,A|B,I"),
    ("race", "en", "greenhouse_applicants", "race", "White|Asian|Decline To Self Identify|Black or African American|Hispanic or Latino|Two or More Races|"),
    ("race", "en", "hmda_lar_2030", "applicant_race_1", "5|3|2|6|5|1|21|7|4"),
    ("race", "en", "grant_applicants", "BIPOC (Y/N)", "N|Y|N|Y|prefer not to say"),
    ("race", "en", "people", "field_3", "Caucasian|African-American|Asian|Biracial|Native American|Caucasian|Pacific Isl."),
    ("race", "en", "ee_returns_eea2", "EE Group", "African Female|African Male|White Male|Coloured Female|Indian Male|White Female|Coloured Male|Indian Female"),
    ("race", "en", "loyalty_members_enriched", "appended_race_pred", "White|Black|Hispanic|Asian|White|Unk"),
    ("race", "en", "Sheet1", "Which of these best describes you? (tick one)", "White|Mixed / multiple|Black / Black British|Asian / Asian British|Any other background|Prefer not to say|White"),
    ("race", "en", "foster_placements", "ChildRace", "AA|CAU|AA/CAU|HISP|NA|UTD|CAU"),
    ("race", "pt", "cad_unico_pessoas", "cod_raca_cor_pessoa", "4|1|2|4|3|5"),
    ("race", "pt", "rh_colaboradores", "autodeclaracao", "Pardo|Branco|Preto|Prefiro não informar|Amarelo|Branco"),
    ("race", "es", "encuesta_hogares", "P6080", "Blanco|Mestizo|Negro, mulato o afrodescendiente|Indígena|Mestizo|Sin información|Raizal"),
    ("race", "fr", "recensement_martinique_2031", "se_percoit_comme", "Noir|Métis|Blanc|Ne souhaite pas répondre|Noir|Asiatique|Arabe"),
]

ETHNICITY = [
    ("ethnicity", "en", "ehr_demographics", "ethnic_grp", "Not Hispanic or Latino|Hispanic or Latino|Unknown|Not Hispanic or Latino|Declined"),
    ("ethnicity", "en", "ukg_employees", "Hispanic/Latino?", "No|Yes|No|Prefer not to say"),
    ("ethnicity", "en", "ps_student_core", "FedEthnicity", "0|1|0|0|-1"),
    ("ethnicity", "en", "wic_participants", "HISP_FLG", "N|Y|N|U"),
    ("ethnicity", "en", "trust_pas_patients", "ETHNIC_CAT", "A|Z|C|H|J|M|N|B|R|P|99"),
    ("ethnicity", "en", "clinic_register_nt", "ATSI Status", "Neither|Aboriginal|Aboriginal|Torres Strait Islander|Both A & TSI|Not stated"),
    ("ethnicity", "en", "marae_membership", "Iwi 1", "Ngāpuhi|Ngāti Porou|Waikato-Tainui|Ngāi Tahu|Te Arawa|Ngāti Kahungunu|unknown"),
    ("ethnicity", "en", "matrimonial_profiles", "community", "Punjabi|Gujarati|Tamil|Bengali|Marathi|Malayali|Sindhi|Telugu"),
    ("ethnicity", "en", "Form Responses 1", "What is your ancestry? Please write in.", "Irish|Italian|German and Irish|Polish|Scottish|Lebanese on my dad's side|Norwegian|Greek|don't know|Cajun"),
    ("ethnicity", "en", "resettlement_cases", "ethnic_origin", "Rohingya|Hazara|Tigrayan|Kurdish|Karen|Banyamulenge|Yazidi|Pashtun"),
    ("ethnicity", "en", "carrier_screening", "AJ ancestry (Y/N/U)", "N|Y|N|U|Y"),
    ("ethnicity", "en", "hr_nairobi", "Tribe", "Kikuyu|Luo|Luhya|Kalenjin|Kamba|Kisii|Meru|Somali|Mijikenda"),
    ("ethnicity", "en", "school_census_autumn", "GRT_ind", "N|N|Y|N|N|Y|R"),
    ("ethnicity", "en", "housing_tenants", "EthnicityDesc", "White British|Pakistani|Bangladeshi|Black African|Black Caribbean|Indian|White Irish|Gypsy or Irish Traveller|Refused"),
    ("ethnicity", "en", "data_7", "X", "Yoruba|Igbo|Hausa|Fulani|Ijaw|Tiv|Kanuri|Edo|Efik"),
    ("ethnicity", "es", "registro_civil_ec", "autoidentificacion_etnica", "Mestizo/a|Montubio/a|Afroecuatoriano/a|Indígena|Mestizo/a|Blanco/a|No sabe"),
    ("ethnicity", "nl", "gemeente_monitor", "Migratieachtergrond", "Nederlands|Marokkaans|Turks|Surinaams|Antilliaans|Nederlands|onbekend"),
    ("ethnicity", "pl", "spis_nsp", "narodowosc_przynaleznosc", "polska|śląska|kaszubska|ukraińska|niemiecka|białoruska|romska|odmowa odpowiedzi"),
    ("ethnicity", "tr", "anket_2031", "Etnik köken", "Türk|Kürt|Zaza|Laz|Çerkes|Arap|Belirtmek istemiyorum"),
    ("ethnicity", "ar", "سجل_النازحين", "القومية", "عربي|كردي|تركماني|آشوري|عربي|شبكي|غير محدد"),
    ("ethnicity", "he", "עולים_2030", "עדה", "אשכנזי|מזרחי|אתיופי|תימני|מעורב|גרוזיני|לא ידוע"),
    ("ethnicity", "hi", "छात्रवृत्ति_आवेदन", "जनजाति का नाम", "गोंड|भील|संथाल|मुंडा|उरांव|मीणा|बैगा"),
    ("ethnicity", "zh", "员工花名册", "民族", "汉族|汉族|回族|满族|壮族|维吾尔族|苗族|汉|土家族"),
    ("ethnicity", "zh", "t_student_info", "mz", "汉|汉|蒙古|藏|彝|汉|朝鲜|未填"),
    ("ethnicity", "ru", "картотека_кадров", "национальность", "русская|татарин|башкир|русский|чуваш|армянин|не указана|украинка|осетин"),
    ("ethnicity", "sv", "sametinget_rostlangd", "bakgrund", "same|same|tornedaling|sverigefinne|same|rom|ej uppgivet"),
    ("ethnicity", "ja", "生活実態調査", "f8", "アイヌ|和人|和人|在日コリアン|アイヌ|琉球|無回答"),
]

RELIGION = [
    ("religion", "en", "st_agnes_admissions", "Religious Affil", "Catholic|None|Baptist|Methodist|Catholic|Jewish|Lutheran|Jehovah's Witness|Unknown|Pentecostal"),
    ("religion", "en", "cerner_reg_extract", "REL_CD", "RC|NONE|BAP|METH|LUTH|JEW|UNK|LDS|EPIS|MUS"),
    ("religion", "en", "employee_master_in", "RELIGION", "Hindu|Muslim|Christian|Sikh|Hindu|Jain|Buddhist|Parsi"),
    ("religion", "en", "sims_pupils", "PupilReligion", "No Religion|Christian|Muslim|Hindu|Refused|Sikh|Jewish|Other Religion"),
    ("religion", "en", "ni_fair_employment", "Community Background", "Protestant|Roman Catholic|Neither|Protestant|Non-determined|Roman Catholic"),
    ("religion", "en", "app_profiles", "faith", "Spiritual|Agnostic|Christian|Atheist|Muslim|Hindu|Jewish|Ask me later|Catholic"),
    ("religion", "en", "Qualtrics_export_wave3", "Q12", "No religion|Church of England|Roman Catholic|Islam|Other Christian|Hinduism|Don't know|Sikhism"),
    ("religion", "en", "residents_registry", "sect", "Sunni|Maronite|Shia|Greek Orthodox|Druze|Melkite|Armenian Orthodox|Alawite"),
    ("religion", "en", "soldier_record_brief", "RELPREF", "NOREL|CATH|PROT NO DENOM|BAPT|MUSL|JEWI|ATHE|LUTH"),
    ("religion", "en", "p_nomis_receptions", "registered_faith", "Church of England|Muslim|Nil|Roman Catholic|Rastafarian|Pagan|Sikh|Quaker"),
    ("religion", "en", "donor_base", "is_jewish", "Y|N|Y||N|unk"),
    ("religion", "en", "funeral_arrangements", "Religion of Deceased", "C of E|RC|Humanist|none|Methodist|Hindu|Greek Orth.|n/k"),
    ("religion", "en", "Sheet3", "field_9", "Christian|None|Muslim|Hindu|Agnostic|Jewish|Atheist|Buddhist"),
    ("religion", "en", "parish_members", "practising catholic?", "yes|no|lapsed|yes|convert|no"),
    ("religion", "en", "volunteer_signups", "Denomination (optional)", "Presbyterian||Non-denominational||Southern Baptist|Catholic|Assemblies of God||n/a"),
    ("religion", "de", "elstam_abgleich", "Kirchensteuermerkmal", "rk|ev|--|ev|rk|vd|lt|rf"),
    ("religion", "de", "schuelerstamm", "Bekenntnis", "röm.-kath.|evangelisch|ohne Bekenntnis|islamisch|evangelisch|alevitisch|syr.-orthodox|sonstige"),
    ("religion", "fr", "enquete_teo", "Religion déclarée", "Sans religion|Catholique|Musulman(e)|Protestant(e)|Juif / juive|Bouddhiste|NSP"),
    ("religion", "it", "anagrafe_pazienti", "religione", "cattolica|nessuna|ortodossa|musulmana|testimone di Geova|evangelica|ebraica|non dichiarata"),
    ("religion", "nl", "brp_oud_kaartenbak", "Kerkgenootschap", "NH|RK|geen|Geref.|geen|PKN|Isl.|Doopsgez.|RK"),
    ("religion", "pl", "karta_pacjenta", "wyznanie", "rzymskokatolickie|bezwyznaniowy|prawosławne|ewangelickie|świadek Jehowy|greckokatolickie|brak danych"),
    ("religion", "tr", "saha_arastirmasi", "S14_mezhep", "Sünni-Hanefi|Alevi|Sünni-Şafii|Sünni-Hanefi|Caferi|Cevap yok|İnançsız"),
    ("religion", "ar", "ملفات_الموظفين", "الديانة", "مسلم|مسيحي|مسلم|مسلم|قبطي|درزي|لا يوجد"),
    ("religion", "ar", "قيد_نفوس", "الطائفة", "سني|شيعي|ماروني|روم أرثوذكس|درزي|روم كاثوليك|علوي"),
    ("religion", "he", "סקר_חברתי", "מידת דתיות", "חילוני|מסורתי|דתי|חרדי|חילונית|דתי לאומי|מסרב"),
    ("religion", "hi", "जनगणना_परिवार", "धर्म", "हिन्दू|मुस्लिम|सिख|ईसाई|हिन्दू|जैन|बौद्ध|अन्य"),
    ("religion", "ru", "анкеты_участников", "Вероисповедание", "православие|атеист|ислам|не верю|православная|буддизм|старообрядец|иудаизм|затрудняюсь ответить"),
    ("religion", "ko", "입원환자_기초조사", "종교", "없음|기독교|불교|천주교|무교|원불교|기독교|무응답"),
]

ORIENTATION = [
    ("sexual_orientation", "en", "hris_self_id", "sexual_orientation", "Heterosexual/Straight|Prefer not to say|Gay|Bisexual|Lesbian|Heterosexual/Straight|Pansexual"),
    ("sexual_orientation", "en", "nhs_mhsds_extract", "PERSON STATED SEXUAL ORIENTATION CODE", "1|2|1|3|U|Z|4|9"),
    ("sexual_orientation", "en", "epic_sogi", "SEX_ORIENT_NM", "Straight (not lesbian or gay)|Lesbian or Gay|Bisexual|Something else|Don't know|Choose not to disclose"),
    ("sexual_orientation", "en", "personals_archive", "seek_type", "M4W|W4M|M4M|W4W|MW4W|M4M"),
    ("sexual_orientation", "en", "employee_survey_raw", "Q23", "Heterosexual|Gay or lesbian|Bisexual|Prefer to self-describe|Prefer not to say|Heterosexual"),
    ("sexual_orientation", "en", "ally_network_members", "Identifies as LGB+", "No|Yes|No|PNTS|Yes"),
    ("sexual_orientation", "en", "members_v4", "orient_cd", "S|S|G|B|L|Q|A|N"),
    ("sexual_orientation", "en", "users_dump", "field_11", "Straight|Gay|Bi|Queer|Straight|Pansexual|Demisexual|Ask me"),
    ("sexual_orientation", "en", "spark_profiles", "Orientation", "straight|bisexual|gay|lesbian|asexual|heteroflexible|straight"),
    ("sexual_orientation", "en", "hesa_student_2030", "SEXORT", "13|98|10|11|12|80|13"),
    ("sexual_orientation", "en", "tenant_equalities", "sexuality", "Het|G|L|B|Het|PNS|NK|Het"),
    ("sexual_orientation", "en", "marriage_bureau_returns", "couple_type", "opposite-sex|same-sex (F)|opposite-sex|same-sex (M)"),
    ("sexual_orientation", "en", "brfss_module_31", "SOFEMALE", "2|2|3|1|4|7|9"),
    ("sexual_orientation", "en", "study_baseline", "kinsey_0_6", "0|0|1|2|6|5|3|X"),
    ("sexual_orientation", "en", "Form responses (2)", "How would you describe your sexuality? (You can skip this)", "straight||gay|bi|Straight|hetero|lesbian|queer||not sure yet"),
    ("sexual_orientation", "es", "perfil_usuarios", "orientacion_sexual", "Heterosexual|Homosexual|Bisexual|Heterosexual|Lesbiana|Prefiero no decirlo|Pansexual"),
    ("sexual_orientation", "fr", "rencontres_profils", "orientation", "hétéro|bi|gay|hétéro|lesbienne|pansexuel(le)|je préfère ne pas répondre"),
    ("sexual_orientation", "de", "ergebnis_umfrage", "F17 Sexuelle Identität", "heterosexuell|schwul|lesbisch|bisexuell|heterosexuell|keine Angabe|asexuell"),
    ("sexual_orientation", "it", "questionario_salute", "orientamento_sessuale", "eterosessuale|omosessuale|bisessuale|non risponde|gay|lesbica|eterosessuale"),
    ("sexual_orientation", "pt", "ubs_cadastro_individual", "orientacao_sexual", "Heterossexual|Homossexual (gay / lésbica)|Bissexual|Outro|Não deseja informar|Heterossexual"),
    ("sexual_orientation", "pl", "randki_konta", "orientacja", "hetero|bi|gej|lesbijka|hetero|aseks.|nie podano"),
    ("sexual_orientation", "zh", "交友平台用户", "性取向", "异性恋|同性恋|双性恋|异性恋|保密|无性恋"),
    ("sexual_orientation", "ja", "LGBTQ調査2031", "性的指向", "異性愛|同性愛|両性愛|異性愛|決めたくない|無性愛|無回答"),
    ("sexual_orientation", "ko", "설문응답", "Q9_성적지향", "이성애자|동성애자|양성애자|이성애자|무성애자|응답거부"),
    ("sexual_orientation", "sv", "folkhalsoenkat", "sexuell_laggning", "heterosexuell|bisexuell|homosexuell|heterosexuell|annat|vill ej svara"),
]

POLITICS = [
    ("political_affiliation", "en", "fl_voter_hist", "Party Affiliation", "REP|DEM|NPA|REP|LPF|IND|DEM|GRE"),
    ("political_affiliation", "en", "statewide_vf", "party_cd", "DEM|UNA|REP|LIB|UNA|CST|NLB"),
    ("political_affiliation", "en", "ca_county_reg", "PartyName", "Democratic|No Party Preference|Republican|American Independent|Green|Libertarian|Peace and Freedom"),
    ("political_affiliation", "en", "canvass_ward_7", "VI", "L|T|D|G|R|A|L|W|DK"),
    ("political_affiliation", "en", "van_export", "LikelyParty", "D|R|U|D|R"),
    ("political_affiliation", "en", "phonebank_results", "candidate_id", "Strong Dem|Lean Dem|Undecided|Lean Rep|Strong Rep|Refused"),
    ("political_affiliation", "en", "elections_history", "Primary Ballot 2030", "D|R||NP|R|D"),
    ("political_affiliation", "en", "match_profiles", "politics", "Liberal|Moderate|Conservative|Not political|Leftist|Libertarian|Other"),
    ("political_affiliation", "en", "panel_wave_12", "Q31. Generally speaking, do you think of yourself as a...", "Democrat|Independent|Republican|Something else|Not sure|Democrat"),
    ("political_affiliation", "en", "anes_subset", "pid7", "1|7|4|2|6|3|5|-8"),
    ("political_affiliation", "en", "councillors", "Group", "Labour|Conservative|Liberal Democrat|Green|Independent|Plaid Cymru|Reform UK"),
    ("political_affiliation", "en", "tbl_people", "col7", "strong rep|lean dem|swing|strong dem|lean rep|n/a"),
    ("political_affiliation", "en", "donor_crm", "isRegisteredRepublican", "TRUE|FALSE|FALSE|TRUE"),
    ("political_affiliation", "en", "pollster_au", "prev_2pp_vote", "ALP|LNP|GRN|ON|IND|informal|ALP"),
    ("political_affiliation", "en", "omnibus_canada", "Last fed. vote", "LPC|CPC|NDP|BQ|GPC|did not vote|PPC|dk/ref"),
    ("political_affiliation", "es", "barometro_2031", "recuerdo_de_voto", "PSOE|PP|VOX|Sumar|En blanco|No votó|ERC|EAJ-PNV|N.C."),
    ("political_affiliation", "de", "ratsmitglieder", "Fraktion", "CDU|SPD|GRÜNE|FDP|AfD|Freie Wähler|parteilos|Die Linke"),
    ("political_affiliation", "it", "iscritti_panel", "area_politica", "centrosinistra|centrodestra|sinistra|M5S|destra|astensionista|centro|non indica"),
    ("political_affiliation", "pt", "filiados_municipio", "sigla_partido", "PT|MDB|PSDB|PL|UNIÃO|PDT|PSB|PSOL|PP"),
    ("political_affiliation", "nl", "kiezersonderzoek", "stem_tk", "VVD|PVV|GL-PvdA|D66|NSC|niet gestemd|SP|CDA|PvdD"),
    ("political_affiliation", "pl", "sondaz_kwiecien", "na_kogo_glos", "PiS|KO|Konfederacja|Lewica|PSL|Trzecia Droga|nie wiem"),
    ("political_affiliation", "tr", "secmen_anketi", "oy_tercihi", "AKP|CHP|MHP|DEM|İYİ|kararsız|YRP"),
    ("political_affiliation", "he", "סקר_בחירות", "הצבעה אחרונה", "הליכוד|יש עתיד|ש\"ס|העבודה|יהדות התורה|לא הצביע|חד\"ש-תע\"ל|מרצ"),
    ("political_affiliation", "hi", "बूथ_सूची", "दल", "भाजपा|कांग्रेस|सपा|बसपा|आप|निर्दलीय|पता नहीं"),
    ("political_affiliation", "zh", "人事档案", "政治面貌", "群众|中共党员|共青团员|中共预备党员|群众|民革党员|无党派"),
    ("political_affiliation", "ja", "世論調査", "支持政党", "自民|支持なし|立憲|公明|維新|共産|国民|支持政党なし"),
    ("political_affiliation", "ru", "депутаты_созыва", "фракция", "ЕР|КПРФ|ЛДПР|СРЗП|Новые люди|самовыдвиженец"),
    ("political_affiliation", "ko", "여론조사_6월", "지지정당", "더불어민주당|국민의힘|무당층|조국혁신당|정의당|개혁신당|모름"),
    ("political_affiliation", "sv", "nominerade_kommun", "Parti", "S|M|SD|C|V|KD|MP|L|S"),
]

IDENTIFIERS_EN = [
    ("person_name", "sf_leads", "FirstName", given("en")),
    ("person_name", "mailing_list_spring", "LNAME", mapped(family("en"), str.upper)),
    ("person_name", "membership", "Full Name", names("en")),
    ("person_name", "workday_report_17", "Worker", names("en", "{family}, {given}")),
    ("person_name", "clinic_intake", "Emergency contact", names("en", "{given} {initial}. {family}")),
    ("person_name", "alumni", "nee", family("en")),
    ("person_name", "zendesk_tickets", "assignee", names("en")),
    ("person_name", "swim_squad", "swimmer", mapped(names("en"), lambda n: n.split()[0] + " " + n.split()[1][0] + ".")),
    ("person_name", "export_2026", "col1", names("en")),
    ("person_name", "wedding_rsvp", "Guest", "=Christian Vance|Jordan Farrow|Faith Marsh|Dean Okafor|Israel Sandoval|Paris Holloway|Bishop Stroud|India Penrose|Gay Thackeray|Abbot Kirkbride|Sunny Bhatt|Chance Rowntree|Mercy Osei|Pope Gallagher|Lane Whitlock|Angel Castellano"),
    ("person_name", "payroll_run_88", "surname", "=Black|White|Brown|Green|Gray|English|French|Welsh|Scott|Church|Pope|Parson|Moore|Norman|Jewell|Christian|Dutch|Frank"),
    ("person_name", "policies_life", "Bnfcry_Nm_1", mapped(names("en", "{family} {given} {initial}"), str.upper)),
    ("email_address", "hubspot_contacts", "Email", emails("en")),
    ("email_address", "orders_shop", "billing_email", emails("en", "example.com|mail.example.org", "{given}{number}@{domain}")),
    ("email_address", "parents_year_4", "Parent 2 contact", emails("en", "example.net|example.org", "{family}.{given}{number}@{domain}")),
    ("email_address", "t_44", "f5", emails("en", "example.edu|students.example.edu", "{given}.{family}{number}@{domain}")),
    ("email_address", "jira_issues", "Reporter", emails("en", "corp.example.com", "{given}.{family}@{domain}")),
    ("phone_number", "sf_accounts_contacts", "MobilePhone", make.shape("(212) 555-01##|(503) 555-01##|(615) 555-01##")),
    ("phone_number", "gp_register", "tel_home", make.shape("020 7946 0###|0113 496 0###|0161 496 0###")),
    ("phone_number", "delivery_manifest", "contact_no", make.shape("+447700900###|07700 900###|07700900###")),
    ("phone_number", "church_directory", "Cell", make.shape("404-555-01##|770.555.01##|67855501##")),
    ("phone_number", "shift_roster_au", "mob", make.shape("0491 570 006|0491 570 156|0491 570 157|0491570158|0491 570 159|0491570110|0491 570 313|0491 570 737")),
    ("phone_number", "Sheet1", "C", make.shape("+1 312 555 01##|+1 646 555 01##")),
    ("postal_address", "orders_2031_06", "ship_to_address", addresses(US_STREETS, "Dayton, OH 45402|Boise, ID 83702|Mobile, AL 36602|Salem, OR 97301")),
    ("postal_address", "electoral_roll", "Address", addresses(UK_STREETS, "Leeds LS6 2AB|Hove BN3 1QF|Derby DE1 3GH|Truro TR1 2XN")),
    ("postal_address", "insured_homes", "risk_addr", addresses(US_STREETS, "Tulsa OK 74103|Provo UT 84601|Flint MI 48502", "{house} {street} {place}")),
    ("postal_address", "donations", "MAILING_STREET", addresses(US_STREETS, "x", "{house} {street}")),
    ("postal_address", "subscribers_print", "col_4", mixed(addresses(US_STREETS, "Macon, GA 31201|Fargo, ND 58102"), make.shape("PO Box %##, Macon, GA 31201|P.O. Box %###, Fargo, ND 58102"))),
    ("postal_code", "loyalty_cards", "home_zip", make.shape("9780#|4540#|6060#-####|3020#")),
    ("postal_code", "patients_uk", "PCODE", make.shape("LS# #AB|M1# #GH|BN# #QF|TR# #XN")),
    ("date_of_birth", "little_league_2031", "DOB", born("%m/%d/%Y", 2012, 2020)),
    ("date_of_birth", "benefit_enrolment", "birthDate", born()),
    ("date_of_birth", "member_dump", "b_day", born("%d-%b-%Y")),
    ("date_of_birth", "policyholders", "d.o.b.", born("%d/%m/%y", 1935, 1999)),
    ("age", "triathlon_entries", "Age on race day", make.ages(17, 71)),
    ("age", "responses_v2", "Q2_How old are you?", make.messy(make.ages(18, 88), "prefer not to say|", 0.08)),
    ("sex", "vaccination_roster", "SEX", "F|M|F|M|U"),
    ("sex", "loan_applicants", "gender", "Male|Female|Female|Male|Not provided"),
    ("national_id", "w2_forms", "SSN", make.us_ssns()),
    ("national_id", "starter_checklist", "NI No.", make.ninos()),
    ("national_id", "gp_list", "nhs_no", make.nhs_numbers()),
    ("national_id", "t4_slips", "SIN", make.canadian_sins()),
    ("national_id", "tax_extract", "f12", make.us_ssns("{}{:02}{:04}")),
    ("national_id", "kyc_in", "aadhaar", make.aadhaar_numbers()),
    ("passport", "cruise_manifest", "Passport No", make.shape("@########|%########|5########")),
    ("passport", "visa_cases", "travel_doc_num", make.shape("@@#######|@%######")),
    ("driver_license", "rental_agreements", "DL#", make.shape("@#######|@###-####-####|########")),
    ("username", "forum_users", "login", make.handles(tuple(p.split() for p in NAMES["en"]), "{given}_{family}{number}")),
    ("username", "discord_export", "Handle", "=@moss_and_mortar|@kettlebelle|@rupert.runs|@nightbus_42|@oddsocks|@tamsin_makes|@gravelgrinder|@d.delroy|@pixelpenrose|@teaspoon77|@lorna.l|@wendell_w|@quietquokka|@marsh_mellow|@holloway.dev"),
    ("username", "ad_accounts", "sAMAccountName", mapped(names("en"), lambda n: (n[0] + n.split()[1]).lower()[:8])),
    ("profile_url", "recruiting_pipeline", "LinkedIn", mapped(emails("en", "x", "{given}-{family}-{number}"), lambda h: "https://linkedin.example.com/in/" + h)),
    ("profile_url", "creator_outreach", "link", mapped(emails("en", "x", "{given}.{family}{number}"), lambda h: "https://social.example.com/@" + h)),
    ("job_title", "sf_contacts_all", "Title", "Account Manager|VP Sales|Office Manager|Software Engineer II|Owner|Procurement Lead|CFO|Dental Hygienist|Director of Facilities"),
    ("job_title", "bamboo_directory", "Position", "Registered Nurse|Line Cook|Shift Supervisor|HR Generalist|Warehouse Associate|Payroll Specialist|Night Porter|Sr. Analyst"),
    ("job_title", "fec_individual_contribs", "contributor_occupation", "ATTORNEY|RETIRED|PHYSICIAN|TEACHER|SELF-EMPLOYED CONSULTANT|ENGINEER|REALTOR|HOMEMAKER"),
    ("job_title", "patients_2", "occ", "bus driver|teacher|welder|student|retired|hairdresser|farmer|call centre agent"),
    ("employer", "mortgage_apps", "Employer Name", "Harrowgate Logistics LLC|Blue Tern Dental|Ostler & Finch LLP|Pinecrest School District|Self|Vantrell Foods Inc.|Marlow County Sheriff's Office"),
    ("employer", "fec_individual_contribs", "contributor_employer", "OSTLER & FINCH|KELBROOK UNIVERSITY|SELF|VANTRELL FOODS|TARN VALLEY HOSPITAL|NOT EMPLOYED|DUNMORE COUNTY SCHOOLS|HALCYON ROBOTICS"),
    ("employer", "conference_badges", "Organisation", "Kelbrook University|Tarn Valley NHS Trust|Orbweaver Analytics|Freelance|Dunmore Council|Halcyon Robotics|Ashgate Press"),
    ("department", "staff_directory", "Dept", "Finance|Nursing|IT|Facilities|Human Resources|Radiology|Legal|Marketing"),
    ("department", "okta_users", "department", "Engineering|Sales - EMEA|People Ops|Customer Success|Engineering|Finance & Admin|Field Marketing"),
    ("ip_address", "web_sessions", "clientIp", make.ipv4s()),
    ("ip_address", "vpn_log_jan", "src", mixed(make.ipv4s(), make.ipv6s())),
    ("ip_address", "signup_fraud", "val2", make.ipv4s()),
    ("mac_address", "guest_wifi", "Device ID", make.macs(":", True)),
    ("user_agent", "ga_raw_hits", "ua", make.user_agents(124, 126)),
    ("geo_coordinates", "courier_pings", "lat_lng", make.repeat(lambda rng: f"{rng.uniform(33, 47):.5f}, {rng.uniform(-121, -75):.5f}")),
    ("geo_coordinates", "app_checkins", "user_latitude", make.decimals(50.1, 55.9, "{:.6f}")),
    ("payment_card", "pos_refunds", "Card No.", make.cards("411111|424242|555555", " ")),
    ("payment_card", "chargebacks_q2", "pan", make.cards("424242|400005|555555")),
    ("iban", "supplier_staff_expenses", "IBAN", make.ibans("GB|DE|FR|NL")),
    ("bank_account", "direct_deposit", "Acct Nbr", make.shape("%#########|%###########|00%#######")),
    ("bank_account", "standing_orders", "account_no", make.shape("########")),
    ("cookie_id", "consent_log", "visitor_cookie", make.shape("GA1.2.%########.17########")),
    ("password", "legacy_users", "pwd_plain", "=sunflower88|Tr0utbeck!|letmein2031|Qw3rty_uiop|harriet1974|pa55phrase|Bluebell#4|changeme!!|gOOdmorning7|kettle-drum-51|monkey123|Xy9$mmT2|steelers4ever|blackcat13|Winter2030"),
    ("security_answer", "portal_reset", "secret_answer", "=Mrs Dalloway|Biscuit|Halifax|my old Fiesta|spaghetti|St Mary's primary|grandma Jo|Tigger|Whitby|purple|Rover|Uncle Des|Blackpool|the Smiths|maple street"),
    ("gender_identity", "student_equity_form", "Gender identity", "Woman|Man|Non-binary|Transgender woman|Woman|Genderqueer|Transgender man|Prefer not to say"),
    ("union_membership", "payroll_deductions", "union_cd", "UNISON|GMB|none|Unite|UNISON|RCN|USDAW"),
    ("union_membership", "employee_census", "Union member?", "No|Yes|No|Yes|Unknown"),
]

IDENTIFIERS = [
    ("person_name", "es", "pacientes_consulta", "Apellidos y nombre", names("es", "{family}, {given}")),
    ("national_id", "es", "nominas_enero", "NIF", make.spanish_dnis()),
    ("phone_number", "es", "clientes", "tlf_movil", make.shape("600 000 ###|+34 600 000 ###|600000###")),
    ("postal_address", "fr", "adherents_club", "Adresse", addresses("rue des Tilleuls|avenue Jean-Moulin|chemin du Lavoir|bd Voltaire|impasse des Acacias", "35000 Rennes|69003 Lyon|59800 Lille|31000 Toulouse")),
    ("national_id", "fr", "dossiers_cpam", "n_secu", make.french_nirs()),
    ("phone_number", "fr", "export_contacts", "Tél. portable", make.shape("06 39 98 ## ##|0639980###|+33 6 39 98 ## ##")),
    ("person_name", "fr", "Feuil1", "B", names("fr", "{family} {given}")),
    ("person_name", "de", "vereinsmitglieder", "Vor- und Zuname", names("de")),
    ("postal_address", "de", "kundenstamm", "Anschrift", addresses("Lindenweg|Hauptstr.|Am Kirchberg|Goethestraße|Bahnhofstraße", "50667 Köln|80331 München|24103 Kiel|99084 Erfurt", "{street} {house}, {place}")),
    ("national_id", "de", "lohnkonten", "Steuer-ID", make.german_tax_ids()),
    ("job_title", "de", "sap_pa0001", "Stelle", "Sachbearbeiterin|Pflegefachkraft|Lagerist|Teamleiter Vertrieb|Werkstudent|Controllerin|Hausmeister|Erzieherin"),
    ("national_id", "it", "anagrafica_assistiti", "cod_fisc", make.italian_codes()),
    ("email_address", "it", "newsletter_iscritti", "Indirizzo e-mail", emails("it", "example.it|example.com")),
    ("job_title", "it", "tesserati", "professione", "impiegata|operaio|pensionato|avvocato|infermiera|studente|commerciante|insegnante"),
    ("person_name", "it", "prenotazioni", "Intestatario", names("it")),
    ("national_id", "pt", "clientes_loja", "CPF", make.brazilian_cpfs()),
    ("person_name", "pt", "alunos_turma", "nome_mae", make.full_names(("Iracema Luciana Jussara Beatriz Neide Raíssa Tainá Marlene Ivone".split(), NAMES["pt"][1].split()))),
    ("phone_number", "pt", "pedidos", "celular", make.shape("(11) 90000-####|(21) 90000-####|+55 31 90000-####")),
    ("national_id", "nl", "salarisadministratie", "bsn", make.dutch_bsns()),
    ("iban", "nl", "donateurs", "rekening", make.ibans("NL|BE", False)),
    ("postal_address", "nl", "ledenlijst", "adres", addresses("Kerkstraat|Dorpsweg|Beukenlaan|Prinsengracht|Molendijk", "3511 AB Utrecht|9711 LM Groningen|5611 CD Eindhoven", "{street} {house}, {place}")),
    ("national_id", "pl", "kadry_umowy", "PESEL", make.polish_pesels()),
    ("person_name", "pl", "zapisy_kurs", "imie", given("pl")),
    ("employer", "pl", "wnioski_kredytowe", "Zakład pracy", "Transbud Sp. z o.o.|Urząd Gminy Lipowa|Szpital Miejski|Zakłady Mięsne Dębina|własna działalność|Piekarnia Kłos|Szkoła Podstawowa nr 4"),
    ("national_id", "tr", "personel_sgk", "TCKN", make.turkish_ids()),
    ("person_name", "tr", "aidat_listesi", "Adı Soyadı", names("tr")),
    ("phone_number", "tr", "siparisler", "cep_tel", make.shape("0500 000 ## ##|+90 500 000 ## ##|0500000####")),
    ("person_name", "ar", "قائمة_المرضى", "اسم المريض", names("ar")),
    ("national_id", "ar", "ملف_الرواتب", "رقم الهوية", make.saudi_ids()),
    ("job_title", "ar", "جهات_الاتصال", "المسمى الوظيفي", "محاسب|مهندس مدني|معلمة|مدير مبيعات|ممرضة|سائق|مبرمج"),
    ("national_id", "he", "תיק_עובד", "ת.ז.", make.israeli_ids()),
    ("person_name", "he", "רשימת_תורמים", "שם מלא", names("he")),
    ("date_of_birth", "he", "חברי_קופה", "ת. לידה", born("%d/%m/%Y")),
    ("person_name", "hi", "मतदाता_सूची", "पिता/पति का नाम", make.full_names(("राजेश मनोज दिनेश विकास सुरेश अमित प्रकाश रामलाल हरीश".split(), NAMES["hi"][1].split()))),
    ("age", "hi", "मतदाता_सूची", "आयु", make.ages(18, 84)),
    ("sex", "hi", "राशन_कार्ड", "लिंग", "पु|म|पु|म|अन्य"),
    ("phone_number", "hi", "शिकायत_टिकट", "मोबाइल", make.shape("+91 90000 0####|900000####")),
    ("person_name", "zh", "会员表", "姓名", names("zh", "{family}{given}")),
    ("national_id", "zh", "工资表_3月", "身份证号", make.chinese_ids()),
    ("phone_number", "zh", "export_2026", "lxdh", make.shape("1300000####|130 0000 ####")),
    ("person_name", "ja", "同窓会名簿", "氏名", names("ja", "{family} {given}")),
    ("postal_address", "ja", "顧客マスタ", "住所1", "=東京都杉並区西荻南3-14-2|大阪府吹田市江坂町1-23-8|北海道札幌市中央区南2条西5-6|京都府京都市左京区浄土寺4-11|福岡県福岡市南区大橋2-7-15|愛知県名古屋市千種区今池5-1-9|神奈川県川崎市高津区溝口3-8-1|宮城県仙台市太白区長町7-2-4|広島県広島市西区己斐本町1-9-6|埼玉県川越市菅原町12-3|千葉県柏市豊四季204-1|兵庫県西宮市甲子園口2-5-17|新潟県長岡市坂之上町1-4-3|静岡県浜松市中央区鍛冶町88|沖縄県那覇市首里石嶺町4-30"),
    ("national_id", "ja", "年末調整", "個人番号", make.japanese_numbers()),
    ("phone_number", "ja", "予約台帳", "連絡先", make.shape("090-0000-####|080-0000-####")),
    ("national_id", "ru", "зарплата_2031", "СНИЛС", make.russian_snils()),
    ("person_name", "ru", "список_пайщиков", "ФИО", mapped(names("ru", "{family} {given}"), lambda n: n.split()[0] + " " + n.split()[1][0] + ".")),
    ("phone_number", "ru", "заявки", "Тел.", make.shape("+7 900 000-##-##|8 (900) 000-##-##")),
    ("national_id", "ko", "급여대장", "주민등록번호", make.korean_ids()),
    ("person_name", "ko", "수강생명단", "성명", names("ko", "{family}{given}")),
    ("postal_address", "ko", "배송목록", "배송지", "=서울특별시 마포구 월드컵로 123, 402호|부산광역시 해운대구 좌동순환로 45|대구광역시 수성구 들안로 88|인천광역시 연수구 컨벤시아대로 60, 1203호|광주광역시 북구 설죽로 217|대전광역시 유성구 대학로 31|경기도 수원시 영통구 매영로 150|강원도 춘천시 후석로 77|충청북도 청주시 상당구 상당로 9|전라북도 전주시 완산구 홍산로 301|경상남도 창원시 성산구 원이대로 62|제주특별자치도 제주시 연북로 14|서울특별시 노원구 동일로 1290|경기도 고양시 일산동구 중앙로 1036|울산광역시 남구 삼산로 250"),
    ("national_id", "sv", "lonelista", "Personnr", make.swedish_ids()),
    ("phone_number", "sv", "foreningsregister", "mobil", make.shape("070-17406%#|+46 70 17406%#")),
    ("person_name", "sv", "anmalningar", "Vårdnadshavare", names("sv")),
]

BAITS_EN = [
    # the words of special categories in trade, sport, law and print
    ("shopify_variants", "Color", "Black|White|Brown|Red|Yellow|Off-White|Tan"),
    ("vehicle_inventory", "ext_colour", "White|Black|Silver|Grey|Brown|Red"),
    ("stud_book", "Race", "Thoroughbred|Arabian|Standardbred|Quarter Horse|Anglo-Arab"),
    ("meeting_results", "race", "2.30 Maiden Hurdle|3.05 Handicap Chase|1.45 Novices' Stakes|4.10 Bumper|3.40 Listed Fillies"),
    ("rpg_characters", "race", "Human|Elf|Half-Orc|Dwarf|Halfling|Tiefling|Gnome"),
    ("running_events", "Race Name", "Harbor Half|Turkey Trot 5K|Old Mill 10K|Spring Marathon|Color Dash"),
    ("contract_register", "Party", "Licensor|Licensee|Buyer|Seller|Guarantor|Third Party"),
    ("venue_bookings", "party_type", "Birthday|Hen do|Retirement|Office|Wedding|Christmas"),
    ("consent_cookies", "party", "first|third|third|first"),
    ("orders_erp", "order_type", "NEW|REP|DEM|RET|NEW|IND"),
    ("display_assets", "orientation", "portrait|landscape|square|landscape"),
    ("solar_sites", "Orientation", "S|SE|SW|E|W|S"),
    ("pipe_fittings", "shape_desc", "straight|bent|bi-directional|tee|elbow|straight"),
    ("cash_drawer", "Denomination", "20|10|5|50|100|1"),
    ("coin_catalog", "denomination", "Penny|Dime|Half Dollar|Quarter|Sovereign|Florin"),
    ("restaurant_listings", "ethnic_cuisine", "Thai|Mexican|Ethiopian|Korean|Lebanese|Cajun|Punjabi"),
    ("rug_stock", "origin_style", "Persian|Caucasian|Turkish|Kurdish|Berber|Afghan"),
    ("boxing_cards", "stance", "Orthodox|Southpaw|Orthodox|Switch"),
    ("advisory_portfolios", "risk_profile", "Conservative|Moderate|Balanced|Aggressive|Conservative"),
    ("return_policies", "Policy", "Liberal|Strict|Moderate|Conservative"),
    ("job_costing", "cost_cat", "Labour|Materials|Plant|Subcontract|Labour"),
    ("options_trades", "style", "European|American|Bermudan|Asian|American"),
    ("plant_survey", "status", "Native|Invasive|Naturalised|Native|Hybrid"),
    ("app_store_listing", "build_kind", "native|hybrid|web|native"),
    ("dewey_shelves", "Class", "200 Religion|300 Social Sciences|900 History|290 Other religions|100 Philosophy"),
    ("course_catalog", "Course", "Intro to Judaism|Islamic Art|Buddhist Ethics|Reformation Europe|Hindu Epics|World Religions"),
    ("heritage_sites", "faith", "Anglican church|Synagogue|Mosque|Methodist chapel|Gurdwara|Quaker meeting house"),
    ("inflight_meals", "special_meal", "VGML|MOML|KSML|HNML|AVML|GFML"),
    ("catering_menu", "Dietary", "Halal|Kosher|Vegan|Vegetarian|Gluten-free|None"),
    ("translations", "language", "Hebrew|Arabic|Polish|Punjabi|Welsh|Basque|Kurdish"),
    ("school_intake", "home_lang", "English|Urdu|Polish|Somali|Bengali|Romanian"),
    ("customs_lines", "country_of_origin", "China|India|Turkey|Viet Nam|Poland|Mexico"),
    ("expat_visas", "citizenship", "IN|PH|GB|US|PL|NG|FR"),
    ("team_roster_map", "Team", "Black Caps|Cardinals|Saints|Crusaders|Padres|Celtics|Redskins Alumni"),
    ("hockey_fixtures", "opponent", "Warriors|Vikings|Friars|Trojans|Spartans|Blackhawks"),
    ("chess_pairings", "side", "White|Black|White|Black"),
    ("dog_licences", "breed", "Afghan Hound|German Shepherd|Mixed|Irish Setter|Siberian Husky|Welsh Corgi|Maltese"),
    ("poultry_flock", "type", "Rhode Island Red|Black Australorp|White Leghorn|Brown Hyline|Polish"),
    ("newspapers_subscribed", "title", "Tarn Valley Democrat|Macon Republican|Labour Weekly Post|The Kelbrook Catholic|Daily Independent"),
    ("store_network", "Ownership", "Independent|Franchise|Independent|Corporate"),
    ("connector_parts", "Gender", "Male|Female|Male|Hermaphroditic|F/F"),
    ("footwear_sku", "gender_size", "M 9|W 7.5|M 10.5|W 6|U 8|K 2"),
    ("livestock_tags", "sex", "heifer|steer|bull|cow|ewe|ram"),
    ("dim_product", "gender", "Mens|Womens|Unisex|Girls|Boys"),
    ("plumbing_stock", "union", "brass|PVC|dielectric|galvanised|brass|flat-face"),
    ("foundation_shades", "Shade", "Ivory|Deep Mocha|Olive|Porcelain|Caramel|Ebony|Warm Beige"),
    ("audio_mixes", "mix", "mono|stereo|bi-amped|straight|mixed"),
    ("blood_bank", "abo", "O+|A+|B+|AB-|O-|A-"),
    ("rack_layout", "RAC", "A|B|W|H|A|B"),
    ("match_log", "H/A", "H|A|H|A|N"),
    ("cause_events", "Topic", "Pride Month|Black History Month|Diwali lunch|Ramadan awareness|Hispanic Heritage Month|Election day leave"),
    ("bill_tracker", "Status", "Passed|Referred to committee|Vetoed|Introduced|Tabled"),
    ("marital_extract", "civil_status", "Married|Single|Divorced|Widowed|Single|Separated"),
    ("patient_flags", "allergies_yn", "No|Yes|No|Unknown"),
    ("survey_panel_7", "Q8", "Agree|Strongly agree|Neither agree nor disagree|Disagree|Prefer not to say"),
    ("survey_panel_7", "Q11_3", "1|2|3|4|5|-99"),
    # look-alikes of identifiers
    ("orders_2031", "Order #", make.shape("#1###-%####|W-%######")),
    ("invoices", "inv_no", make.shape("INV-2031-#####")),
    ("sku_master", "item_number", make.shape("%##-##-####")),
    ("router_firmware", "fw", "=10.0.2.1|10.0.2.14|9.8.11.3|10.1.0.0|12.4.1.9|9.8.11.7|10.2.0.5|11.0.0.2|12.4.2.0|9.9.1.1|10.0.3.1|8.7.6.5|12.5.0.1|10.0.2.2|11.1.4.3"),
    ("orders_fact", "order_date", make.dates(2029, 2031)),
    ("hr_positions", "Hire Date", make.dates(1998, 2030, "%m/%d/%Y")),
    ("vendors", "Vendor Name", "=Harrowgate Paper Co.|Blue Tern Supply|Ostler Metals Ltd|Finch & Daughters Catering|Vantrell Foods Inc.|Quaker Valley Oats|Kelbrook Cleaning|Smith Brothers Fencing|Tarn Tools GmbH|Baptist Press Inc.|Johnson Scaffolding|Orbweaver SaaS|Dunmore Freight|Christian Larsen A/S|Ashgate Print"),
    ("branches", "City", "Dayton|Boise|Macon|Bethlehem|Santa Fe|Lebanon|Salem|Paris"),
    ("careers_page", "vacancy_title", "Registered Nurse|Line Cook|Senior Accountant|Forklift Driver|Data Engineer|Chaplain"),
    ("gl_cost_centers", "cc_name", "4100 Legal|4200 IT Ops|5100 Facilities|6100 Marketing|7000 Shared Services"),
    ("grocery_pos", "department", "Produce|Bakery|Deli|Frozen|Household|Meat"),
    ("vet_clinic", "Pet Name", "Bella|Max|Charlie|Luna|Mr Whiskers|Daisy|Oscar|Rosie"),
    ("storm_archive", "name", "Agnes|Ivan|Katrina|Gloria|Hugo|Opal|Camille"),
    ("roads_network", "STREET", "Lincoln Ave|Dr Martin Luther King Blvd|Church St|Jackson Rd|St Marys Way"),
    ("book_stock", "ISBN", make.isbns()),
    ("tracking", "parcel_no", make.shape("1Z###@##%#########|9400 1### #### #### ####")),
    ("files_manifest", "sha1", make.shape("^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^")),
    ("events_stream", "uuid", make.uuids()),
    ("whisky_list", "Age", "12|10|18|NAS|15|25|21"),
    ("user_security_meta", "pwd_last_set", make.dates(2029, 2031, "%Y-%m-%dT%H:%M:%SZ")),
    ("meter_readings", "read_kwh", make.shape("%####|%#####")),
    ("site_pages", "url", "=https://www.example.com/|https://www.example.com/pricing|https://www.example.com/about-us|https://shop.example.com/p/7741|https://shop.example.com/p/black-boots|https://www.example.com/contact|https://blog.example.com/2031/05|https://shop.example.com/cart|https://www.example.com/careers|https://docs.example.com/v2|https://shop.example.com/p/1180|https://www.example.com/faq|https://blog.example.com/tags/faith|https://shop.example.com/sale|https://www.example.com/legal"),
    ("ticket_queue", "Priority", "Normal|High|Low|Urgent|Normal"),
    ("gift_cards", "card_serial", make.shape("GC-####-####-@@")),
    ("Sheet2", "col3", "W|L|D|W|L|W"),
]

BAITS = [
    ("es", "catalogo_calzado", "Color", "negro|blanco|marrón|beige|negro|amarillo"),
    ("es", "ganaderia", "raza", "Hereford|Angus|Brahman|Retinta|Cebú|mestiza"),
    ("es", "calendario_liga", "partido", "Rayo - Betis|Celta - Getafe|Ida|Vuelta|Girona - Osasuna"),
    ("fr", "elevage", "race", "Charolaise|Limousine|Normande|Montbéliarde|croisée|Aubrac"),
    ("fr", "imprimes_pdf", "Orientation", "portrait|paysage|portrait|paysage"),
    ("fr", "commandes", "n° cde", make.shape("C31-#####|CMD%####")),
    ("de", "auftragskopf", "Auftragsnr.", make.shape("45########|10########")),
    ("de", "vertragsverwaltung", "Partei", "Mieter|Vermieter|Bürge|Käufer|Verkäufer"),
    ("it", "magazzino_abiti", "colore", "nero|bianco|marrone|giallo|panna|nero"),
    ("it", "canile", "Razza", "meticcio|pastore tedesco|maremmano|meticcio|siamese|europeo"),
    ("it", "partite_torneo", "partita", "andata|ritorno|spareggio|andata"),
    ("pt", "estoque_roupas", "cor", "preta|branca|parda|amarela|azul|preta"),
    ("pt", "fornecedores", "Razão Social", "=Metalúrgica Ipê Ltda|Papelaria Aurora ME|Transportes Sampaio S.A.|Café Serra Azul Ltda|Gráfica São Bento|Irmãos Teixeira Comércio|Limpex Serviços|Distribuidora Nova Era|Auto Peças Furtado|Padaria Santa Rita|TecnoVale Sistemas|Construtora Meireles|Mercantil Peixoto|Laticínios Boa Vista|Confecções Tainá"),
    ("pt", "notas_fiscais", "dt_emissao", make.dates(2029, 2031, "%d/%m/%Y")),
    ("nl", "webshop_artikelen", "kleur", "zwart|wit|bruin|geel|zwart|crème"),
    ("nl", "contracten", "partij", "opdrachtgever|opdrachtnemer|borg|huurder|verhuurder"),
    ("nl", "zonnepanelen", "orientatie", "zuid|oost|west|zuidwest|plat"),
    ("nl", "orders", "bestelnr", make.shape("B31%#####")),
    ("pl", "hodowla", "rasa", "arabski|mieszaniec|hucuł|ślązak|konik polski|małopolski"),
    ("pl", "kontrahenci", "nazwa", "=Transbud Sp. z o.o.|Hurtownia Kłos|Drukarnia Słowo|Metalpol S.A.|PHU Zaremba|Agro-Lipowa|Elektro-Serwis|Meble Dębina|Bud-Max|Zakład Mięsny Gawron|Auto-Części Walczak|Szkło Krosno II|Apteka Pod Lwem|Studio Pixel|Eko-Las"),
    ("pl", "jezyki_serwisu", "język", "polski|ukraiński|niemiecki|kaszubski|angielski"),
    ("tr", "urun_listesi", "Renk", "siyah|beyaz|kahverengi|sarı|siyah|ekru"),
    ("tr", "at_yarislari", "ırk", "İngiliz|Arap|İngiliz|Arap|yarımkan"),
    ("tr", "sozlesmeler", "taraf", "kiracı|kiralayan|kefil|alıcı|satıcı"),
    ("tr", "restoranlar", "mutfak", "Kürt|Arap|Ermeni|Çerkes|İtalyan|Rum"),
    ("ar", "المنتجات", "اللون", "أسود|أبيض|بني|أصفر|أحمر|أسود"),
    ("ar", "فواتير_2031", "رقم الفاتورة", make.shape("F-31-####|31%#####")),
    ("ar", "عقود_الإيجار", "الطرف", "المؤجر|المستأجر|الكفيل|المؤجر"),
    ("ar", "مربط_الخيل", "السلالة", "عربي أصيل|إنجليزي|مهجن|عربي|بربري"),
    ("he", "מלאי_בגדים", "צבע", "שחור|לבן|חום|צהוב|שחור|בז'"),
    ("he", "תפריט", "כשרות", "בשרי|חלבי|פרווה|מהדרין|לא כשר"),
    ("he", "הזמנות", "מספר הזמנה", make.shape("31%#####")),
    ("he", "משחקי_ליגה", "קבוצה", "הפועל חולון|מכבי רעננה|בית\"ר נהריה|הפועל כפר סבא|אליצור שומרון"),
    ("hi", "दुकान_स्टॉक", "रंग", "काला|सफ़ेद|भूरा|पीला|लाल|काला"),
    ("hi", "पशु_मेला", "नस्ल", "गिर|साहीवाल|मुर्रा|जर्सी|थारपारकर|देसी"),
    ("hi", "अनुबंध", "पक्ष", "क्रेता|विक्रेता|किरायेदार|मकान मालिक|गारंटर"),
    ("zh", "服装库存", "颜色", "黑色|白色|棕色|黄色|米白|黑色"),
    ("zh", "合同台账", "当事方", "甲方|乙方|丙方|甲方|担保方"),
    ("zh", "订单明细", "订单编号", make.shape("DD2031########")),
    ("ja", "商品マスタ", "色", "黒|白|茶|黄|赤|黒"),
    ("ja", "受注一覧", "受注番号", make.shape("J31-######")),
    ("ja", "祭事案内", "会場", "=天満宮境内|浄土寺本堂|カトリック会館|市民ホール|大師堂|八幡神社|聖公会集会室|中央公民館|禅林寺|教会バザー広場|文化センター|稲荷社|東別院|若葉幼稚園|河川敷"),
    ("ru", "товары", "цвет", "чёрный|белый|коричневый|жёлтый|чёрный|бежевый"),
    ("ru", "собаки_клуба", "порода", "кавказская овчарка|русский той|метис|немецкая овчарка|лайка|такса"),
    ("ru", "договоры", "сторона", "заказчик|исполнитель|поручитель|арендатор|арендодатель"),
    ("ru", "отгрузки", "партия", "=П-0311|П-0312|П-0319|П-0402|П-0405|П-0417|П-0418|П-0501|П-0502|П-0510|П-0533|П-0540|П-0541|П-0602|П-0611"),
    ("ko", "상품목록", "색상", "검정|흰색|갈색|노랑|빨강|검정"),
    ("ko", "주문내역", "주문번호", make.shape("2031####-#######")),
    ("ko", "화면설정", "방향", "세로|가로|세로|가로"),
    ("ko", "계약관리", "당사자", "갑|을|병|갑|을"),
    ("sv", "hundregister", "Ras", "blandras|schäfer|samojed|svensk lapphund|tax|finsk spets"),
    ("sv", "lagerlista", "färg", "svart|vit|brun|gul|röd|svart"),
    ("sv", "avtal", "part", "köpare|säljare|hyresgäst|hyresvärd|borgensman"),
    ("sv", "skarmar", "orientering", "stående|liggande|stående"),
]

SPECIAL = RACE + ETHNICITY + RELIGION + ORIENTATION + POLITICS
SPECS = (SPECIAL + [(label, "en", *rest) for label, *rest in IDENTIFIERS_EN] + IDENTIFIERS
         + [("none", "en", *bait) for bait in BAITS_EN] + [("none", *bait) for bait in BAITS])

# ---- drawing ----

BLANKS = ("", "", "", "N/A", "-", "NULL", "n/a", "#N/A")
EXACT = {"email_address", "phone_number", "date_of_birth", "profile_url", "iban", "password", "cookie_id", "user_agent", "national_id",
         "payment_card", "bank_account", "passport", "mac_address", "username", "security_answer"}
SPECIAL_LABELS = {"race", "ethnicity", "religion", "sexual_orientation", "political_affiliation"}
DIRT = (0, 0, 0.03, 0.06, 0.12)      # shares of blank and of dirty values, one for each column


def dirty(rng, value, label, share):
    draw = rng.random()
    if draw < share:
        return rng.choice(BLANKS)
    if label in EXACT or draw > 2 * share:
        return value
    return rng.choice((value.upper(), value.lower(), value + " ", " " + value, dev3.slip(rng, value)))


def make_values(rng, source, label):
    count = rng.randint(15, 60)
    if callable(source):
        values = source(rng, count)
    elif source.startswith("="):
        values = shuffled(source[1:])(rng, count)
    else:
        entries, steep = source.split("|"), rng.choice((0.7, 1.1, 1.5) if label in SPECIAL_LABELS else (0.8,))
        values = rng.choices(entries, [1 / (rank + 2) ** steep for rank in range(len(entries))], k=count)
    share = rng.choice(DIRT)
    return [dirty(rng, value, label, share) for value in values]


if __name__ == "__main__":
    dev3.write("dev12", SPECS, make_values)
