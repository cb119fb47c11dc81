"""Special categories of dev. English values begin with e i k n o q u v; so do the German and French ones."""
from generators import each, messy, multi, pool

RELIGION = [
    ("religion", "en", "members", "faith", pool("Episcopalian|Evangelical|Quaker|Eastern Orthodox|Nizari Ismaili|Unitarian|No religion|Nazarene|")),
    ("religion", "en", "hospice_admissions", "faith_grp", pool("I|C|N|J|B|S|H|Q|O|")),
    ("religion", "en", "person_ext", "v3", pool("Orthodox Jewish|Ismaili|Evangelical|Unitarian|Quaker|Episcopalian|Nichiren|nonreligious")),
    ("religion", "en", "pupil_records", "WorshipCommunity", messy(pool("Quaker|Old Catholic|Orthodox|Unitarian Universalist|Ismaili|Episcopal|Independent Methodist"), "n.k.|ask parent|")),
    ("religion", "de", "meldedaten", "kirchenzugehoerigkeit", pool("ev|evangelisch|katholisch|keine|konfessionslos|ev.-ref.|neuapostolisch|vd|orthodox")),
    ("religion", "pl", "pacjenci", "wyznanie", pool("rzymskokatolickie|prawosławne|bezwyznaniowy|ewangelicko-augsburskie|Świadkowie Jehowy|greckokatolickie|brak danych")),
    ("religion", "cs", "dotaznik_obyvatel", "víra", pool("římskokatolická|bez vyznání|evangelická|husitská|pravoslavná|jehovista|neuvedeno")),
    ("religion", "el", "μητρώο_μαθητών", "θρήσκευμα", pool("Χριστιανός Ορθόδοξος|Χ.Ο.|ΧΟ|Μουσουλμάνος|Καθολικός|Άθεος|Ορθόδοξη|Μάρτυρας του Ιεχωβά")),
    ("religion", "he", "תיקי_מטופלים", "דת", pool("יהודי|יהודייה|מוסלמי|נוצרי|דרוזי|חילוני|מסורתי|ללא דת")),
]

RACE = [
    ("race", "en", "birth_certificates", "mrace_bridged", pool("1|2|4|3|1|5|2|1")),
    ("race", "en", "probationers", "ethn_race_combo", pool("European American|Native American|Native Hawaiian|Indigenous|Native American|Inuit|Oceanian")),
    ("race", "en", "students_k12", "RaceEthFed", pool("H|I|A|B|P|W|T|B|H|W")),
    ("race", "en", "vital_records", "skin_clr_txt", pool("Octoroon|Quadroon|Indian|Oriental|Ind.|OCTOROON|Orient.")),
    ("race", "en", "missing_persons", "nom_race_2", each("Native American|native american|Nat. Amer.|Indigenous|European American|Eurasian|Eurasian/unk|Indigenous (N.A.)|Negroid|Oceanian|Indian (American)|Native Hawaiian|native hawaiian|Native|EURASIAN|INDIGENOUS|NATIVE AMERICAN|Quadroon?")),
    ("race", "el", "μελέτη_υγείας", "φυλή", pool("Λευκή|Μαύρη|Καυκάσια|Ασιατική|λευκή|Μικτή|δεν απαντώ")),
    ("race", "pl", "badanie_kliniczne", "rasa", pool("biała|czarna|azjatycka|biała|żółta|mieszana|kaukaska")),
    ("race", "he", "מחקר_קליני", "גזע", pool("לבן|שחור|אסייתי|מעורב|לבנה|שחורה|לא ידוע")),
    ("race", "en", "trial_subjects", "subjcharv5", multi("Native Hawaiian|Indigenous Australian|European|Indian Subcontinent|Oceanian|Native American")),
]

ETHNICITY = [
    ("ethnicity", "en", "tenancy", "ethnic_group", pool("English|Irish|Indian|Nigerian|Kenyan Asian|Eritrean|Nepali|Kurdish|Ugandan Asian|not asked")),
    ("ethnicity", "en", "case_mgmt", "ethnBkgd", messy(pool("Igbo|Oromo|Kurdish|Uyghur|Kikuyu|Nuer|Ewe|Navajo|Iroquois|Inuit"), "|?|n.s.")),
    ("ethnicity", "en", "nz_enrolment", "ethnic_lvl1", pool("New Zealand European|Niuean|Indian|NZ European|New Zealander|European nec|Ni-Vanuatu")),
    ("ethnicity", "en", "kv_store", "value_text", pool("Irish|Indian|Kurdish|Uzbek|Nigerian|Ossetian|Ingush|Karen|Kazakh")),
    ("ethnicity", "pl", "spis_ankieta", "narodowość deklarowana", pool("polska|śląska|kaszubska|ukraińska|łemkowska|romska|żydowska|tatarska|białoruska")),
    ("ethnicity", "cs", "sčítání", "národnost", pool("česká|moravská|romská|slovenská|vietnamská|slezská|rusínská|neuvedena")),
    ("ethnicity", "de", "klientenbogen", "ethnie", pool("Kurde|Kurdin|Uigure|Igbo|Oromo|Esidin|Khmer|Inguschin|Kaschube")),
    ("ethnicity", "es", "censo_indigena", "autoidentificación étnica", pool("quechua|náhuatl|otomí|kichwa|emberá|kaqchikel|ñuu savi|nasa|q'eqchi'")),
    ("ethnicity", "he", "סקר_אוכלוסין", "מוצא", pool("אשכנזי|מזרחי|אתיופי|תימני|מרוקאי|ערבי|בדואי|רוסי")),
]

SEXUAL_ORIENTATION = [
    ("sexual_orientation", "en", "equality_form_2022", "sexual_orientation", pool("1 Het|1 Het|2 G/L|3 Bi|9 PNS|1 Het|4 Oth")),
    ("sexual_orientation", "en", "outreach_clients", "orientation_sex", pool("queer|questioning|opposite-sex|queer|into men|into women|undecided|open")),
    ("sexual_orientation", "en", "study_baseline", "bl_so3", pool("exclusively opposite-sex|equally both|exclusively same-sex|undecided|exclusively opposite-sex|openly queer")),
    ("sexual_orientation", "en", "forum_members", "about_short", pool("queer|openly queer|queer af|NB lesbian|ex-straight|into guys|into girls|kinda queer")),
    ("sexual_orientation", "pl", "ankieta_zdrowie", "orientacja_psychoseksualna", pool("heteroseksualna|biseksualna|homoseksualna|aseksualna|heteroseksualny|gej|odmowa")),
    ("sexual_orientation", "cs", "klienti_poradny", "sex. orientace", pool("heterosexuální|bisexuální|homosexuální|queer|lesba|nevyhraněná")),
    ("sexual_orientation", "el", "έρευνα_2021", "σεξουαλικός προσανατολισμός", pool("ετεροφυλόφιλος|ετεροφυλόφιλη|ομοφυλόφιλος|αμφιφυλόφιλη|ασέξουαλ|λεσβία|γκέι")),
    ("sexual_orientation", "he", "שאלון_רווחה", "נטייה מינית", pool("הטרוסקסואל|הומו|לסבית|ביסקסואלית|סטרייט|א-מינית|מעדיף לא לענות")),
    ("sexual_orientation", "da", "sundhedsprofil", "seksuel_orient", pool("heteroseksuel|biseksuel|homoseksuel|bøsse|lesbisk|aseksuel|vil ikke oplyse")),
]

POLITICS = [
    ("political_affiliation", "en", "supporters", "pol_aff", pool("Ind.|Unaffiliated|UUP|UKIP|Nationalist|Unionist|unaffiliated|Old Labour")),
    ("political_affiliation", "en", "ni_survey", "community_politics", pool("Unionist|Nationalist|Neither|unionist|nationalist|UUP voter|ukip once")),
    ("political_affiliation", "en", "nb_people", "VAN_PartyRoll", pool("IND|NPP|DEM|UNA|OTH|REP|UNA|NPA")),
    ("political_affiliation", "en", "extra", "kv_7", pool("UKIP|Nationalist|undecided, ex-UKIP|voted UKIP|independent voter|Ulster Unionist|unaffiliated voter")),
    ("political_affiliation", "pl", "czlonkowie", "partia", pool("PiS|Platforma|Lewica|Konfederacja|Polska 2050|PSL|bezpartyjny|Razem")),
    ("political_affiliation", "cs", "kandidatka", "politická příslušnost", pool("ODS|ANO 2011|KDU-ČSL|STAN|Piráti|TOP 09|KSČM|bezpartijní|SPOLU")),
    ("political_affiliation", "el", "εγγραφές_μελών", "κόμμα", pool("ΝΔ|ΣΥΡΙΖΑ|ΠΑΣΟΚ|ΚΚΕ|Νέα Δημοκρατία|Ελληνική Λύση|Πλεύση Ελευθερίας|κανένα")),
    ("political_affiliation", "he", "סקר_בחירות", "הצביע_ל", pool("הליכוד|יש עתיד|העבודה|מרצ|ש\"ס|יהדות התורה|רע\"ם|לא הצביע")),
    ("political_affiliation", "da", "vaelgerpanel", "stemte_sidst", pool("Socialdemokratiet|Venstre|Enhedslisten|Dansk Folkeparti|Radikale|Alternativet|stemte blankt|SF")),
]

OTHER = [
    ("gender_identity", "en", "outreach_clients", "gi_text", pool("nonbinary|enby|intersex, uses they|non-binary|neutrois|non binary|queergender")),
    ("gender_identity", "pl", "ankieta_zdrowie", "tożsamość płciowa", pool("kobieta|mężczyzna|niebinarna|transkobieta|transmężczyzna|agender (PL)")),
    ("union_membership", "en", "ni_survey", "tu_member_of", pool("Unite|NIPSA|UNISON NI|Usdaw|NEU|Equity|Unite the Union|not a member")),
    ("union_membership", "cs", "zamestnanci", "odborova_organizace", pool("OS KOVO|není členem|OS školství|NOS PPP|ČMOS|není členem")),
]

COLUMNS = RELIGION + RACE + ETHNICITY + SEXUAL_ORIENTATION + POLITICS + OTHER
