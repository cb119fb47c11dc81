#!/usr/bin/env python3
"""Writes dev5.jsonl: columns as parishes, clinics, shelters, pollsters, clubs and workshops name them, written blind after dev4.

The lines, the dirt and the draw are those of dev3.py.
"""
import dev3

COLUMNS = [
    # religion
    ("religion", "en", "hospice_intake", "spiritual_bkgd", "Anglican|Baptist|Presbyterian|agnostic|lapsed RC|Pentecostal|Salvation Army|spiritual not religious|Quaker"),
    ("religion", "en", "cadets_2031", "Denom", "C of E|URC|Pres|Bapt|CofS|Sunni|nil"),
    ("religion", "de", "bestattung_auftrag", "Bekenntnis_Verst", "ev.-luth.|r.-k.|ausgetreten|ev.-ref.|altkatholisch|konfessionslos|islamisch|freireligiös"),
    ("religion", "fr", "aumonerie_hopital", "culte_souhaite_pt", "protestant|israélite|sans culte|musulman|orthodoxe grec|bouddhiste|catholique|n'en parle pas"),
    ("religion", "es", "migrantes_acogida", "credo_decl", "pentecostal|musulmana|católica|ninguno|ortodoxa copta|testigo|mormona|animista"),
    ("religion", "he", "דיירי_הוסטל", "רמת_דתיות", "חילוני|מסורתי|דתי לאומי|חרדי|מוסלמי|נוצרי|דרוזי"),
    ("religion", "tr", "huzurevi_sakin", "inanc_durumu", "Sünni|Alevi|Caferi|Süryani|Ermeni Apostolik|inançsız|Bahai"),
    ("religion", "da", "kirkegaard_reg", "trossamfund_navn", "folkekirken|udmeldt|metodistkirken|katolsk|jødisk|muslimsk|ikke medlem"),
    ("religion", "en", "foster_match", "cyp_rel", "Shia|Hasidic|CHR|MSL|Plymouth Brethren|not known|Greek Orth|Jain"),
    # ethnicity, race
    ("ethnicity", "en", "midwifery_booking", "mat_eth_self_desc", "Somali|White Other|Turkish Cypriot|Sri Lankan Tamil|mixed W/BC|Irish|Filipino|Ghanaian|Kurdish"),
    ("ethnicity", "en", "iwi_register", "primary_iwi", "Ngāpuhi|Ngāti Porou|Waikato|Tūhoe|Te Arawa|Ngāi Tahu|not stated"),
    ("ethnicity", "de", "beratung_aufn", "herkunftsgr", "Sinti|Roma|kurdisch|russlanddeutsch|tschetschenisch|albanisch|deutsch|assyrisch"),
    ("ethnicity", "pt", "funai_cadastro", "povo_cod_nome", "Guarani Kaiowá|Yanomami|Terena|Xavante|Tikuna|Pataxó|Kaingang"),
    ("ethnicity", "ru", "похозяйственная", "нац_члена", "русские|чуваши|удмурты|ненцы|коми|башкиры|украинцы"),
    ("ethnicity", "nl", "jeugdzorg_dossier", "etn_achtergr_kind", "Marokkaans|Hindoestaans|Antilliaans|autochtoon|Ghanees|Pools|Syrisch|Moluks"),
    ("race", "en", "jury_pool_q", "juror_selfid_r", "Caucasian|Afr. Am.|Multi-racial|Am. Indian|Pacific Islander|Asian/Indian|declined"),
    ("race", "en", "birth_cert_1998", "mother_bridged_race", "01|02|03|01|04|01|02"),
    ("race", "pt", "sinan_notif", "cs_raca", "1|2|4|1|9|5|3"),
    # orientation, identity
    ("sexual_orientation", "en", "match_profiles", "into_and_im", "gay|queer|bi|heteroflexible|str8|demisexual|lesbian|questioning"),
    ("sexual_orientation", "fr", "depistage_ceg", "orient_rapp", "HSH|hétéro|FSF|bi|HSH|ne répond pas"),
    ("sexual_orientation", "es", "encuesta_joven", "atraccion_p9", "solo chicos|solo chicas|ambos|nadie|prefiero no decirlo"),
    ("gender_identity", "en", "shelter_bed_assign", "gi_code_txt", "cis woman|trans woman|trans man|agender|enby|cis man|unsure"),
    # politics, unions
    ("political_affiliation", "en", "canvass_sheet_w4", "vi_code", "L|T|LD|G|R|A|WV|L|T"),
    ("political_affiliation", "en", "caucus_rollcall", "reg_as", "Peace & Freedom|Working Families|Constitution|Unaffiliated|American Independent|Democratic-Farmer-Labor"),
    ("political_affiliation", "it", "sondaggio_att", "intenzione_v", "FdI|PD|M5S|FI|AVS|Az|IV|indeciso|Lega"),
    ("political_affiliation", "pl", "panel_cati", "pref_wyb", "PiS|KO|Konfederacja|Lewica|PSL|Razem|nie pójdę|trudno powiedzieć"),
    ("political_affiliation", "fr", "adherents_fed", "sensib_declaree", "LR|RN|LFI|EELV|PCF|Reconquête|Horizons|sans étiquette"),
    ("political_affiliation", "zh", "入职登记", "政治面貌", "群众|中共党员|共青团员|民盟盟员|无党派人士|预备党员"),
    ("union_membership", "fr", "tenue_instances", "orga_synd_agent", "CGT|CFDT|FO|UNSA|non syndiqué|Sud|CFTC"),
    # identifiers and quasi-identifiers
    ("person_name", "en", "vet_owners", "ownr_nm_full", "=Delia Farquharson|Tom Okereke|Mirela Constantinescu|Bashir Al-Tamimi|Hetty Wormald|Casimir Pluta|Joana Brandão-Reis|Owain Prothero|Sunniva Hagen|Li-Mei Tsou|Rohan Wickramage|Edie Crabtree|Vusi Mabaso|Noémie Gaudreau|Arlo Penhallow"),
    ("person_name", "pl", "biblioteka_kart", "czytelnik_nazw_im", "=Wrzesień Halina|Gołąbek Stefan|Ciepły Jadwiga|Maruszak Oliwia|Przybysz Leon|Suchodolska Irena|Bzdęga Maciej|Karaś Luiza|Ziółko Tadeusz|Pieczonka Alicja|Wilga Roman|Dudziec Ewelina|Sowa-Lis Marta"),
    ("date_of_birth", "en", "judo_licence", "born", "=3/14/2009|11/02/1998|7/29/2012|1/5/2004|9/18/1987|12/30/2010|5/22/1995|8/8/2001|2/27/2013|10/10/1979|6/16/2007|4/3/1991|3/25/2014"),
    ("employer", "en", "credit_app_stage", "works_for", "=Larkfield Dairy|self|Dunmore Council|Pike & Tallow LLP|none - retired|Osterley Coaches|Hartwell Academy Trust|BrightNest Nurseries|Corrigan Steel|NHS (bank)|Vantry Foods|Ridge View Care|The Copper Kettle"),
    ("job_title", "en", "blood_donor_s", "occup_free", "forklift operator|teaching assistant|barista|retired nurse|HGV driver|solicitor|software tester|farmer|dinner lady"),
    ("job_title", "es", "poliza_vida", "actividad_aseg", "albañil|peluquera|camionero|administrativa|enfermero|camarera de piso|electricista|autónomo comercio"),
    ("postal_address", "de", "zustellung", "zust_str_hnr_plz", "=Birkenallee 4, 99998 Ahrensfurt|Am Mühlgraben 17a, 99997 Niederlohe|Kirchplatz 2, 99996 Oberwald|Hafenstr. 88, 99995 Brückstedt|Postfach 1204, 99994 Lindow|Rosengasse 9, 99993 Heidrun|Zum Steinbruch 31, 99992 Kalkau|Lange Reihe 55, 99991 Marsch|Bergweg 12, 99990 Tannroda|Ulmenhof 6, 99989 Seebruch"),
    ("phone_number", "en", "taxi_bookings", "cb_no", "=07700 900143|07700 900288|020 7946 0417|07700 900951|0161 496 0334|07700 900602|0113 496 0178|07700 900077|029 2018 0466|07700 900815|0131 496 0290|07700 900349"),
    ("national_id", "it", "tessere_palestra", "cf_iscritto", "=SCNDRN80A41H501Y|BVLFRZ85T10A562X|TGLNDA63R50B293U|MRGLCU70S15L219L|FRRLSN92D45F205O|ZNTMTT95D09F205Q|PVNGPP58C22G273W|LZZCHR01E63D612G|QRNDVD88H07C351E|BRTSML74P16A944W"),
    ("age", "en", "parkrun_res", "age_yrs_on_day", "34|52|11|47|68|29|73|41|16|38|60|25"),
    # baits
    ("none", "en", "paper_orders", "ornt_layout", "portrait|landscape|portrait|portrait|square"),
    ("none", "en", "kart_events", "race_class_nm", "Cadet|Mini Max|Senior X30|Junior|KZ2|Rookie"),
    ("none", "en", "litigation_docket", "party_desig", "Plaintiff|Defendant|Third-Party Defendant|Intervenor|Amicus"),
    ("none", "en", "theatre_props", "orthodox_spec", "icon frame|onion dome|incense burner|beard, long|candle stand"),
    ("none", "fr", "cepages_ref", "robe_cep", "noir|blanc|gris|rose|noir à jus blanc"),
    ("none", "de", "abstimm_geraet", "wahl_taste", "1|2|3|A|B|Abbruch"),
    ("none", "de", "schafzucht", "schlag_rasse", "Rhönschaf|Skudde|Ostfriesisches Milchschaf|Merinoland|Kärntner Brillenschaf|Walliser Schwarznase"),
    ("none", "es", "ajedrez_rapido", "bando_j1", "blancas|negras|negras|blancas"),
    ("none", "it", "cucina_menu", "cucina_tipo", "messicana|giapponese|libanese|siciliana|greca|etiope"),
    ("none", "en", "choir_library", "trad_code", "Gregorian|Gospel|Anglican chant|Klezmer|Sacred Harp|Byzantine"),
    ("none", "en", "listed_buildings", "former_use_rel", "Methodist chapel|synagogue|Quaker meeting house|convent|RC presbytery|mosque (1980s)"),
    ("none", "en", "sports_fixture", "opp_party_nick", "Saints|Highlanders|Spartans|Pilgrims|Crusaders|Redskins (old)"),
    ("none", "pt", "tintas_loja", "cor_base", "branco neve|preto fosco|amarelo ouro|pardo terra|vermelho"),
    ("none", "en", "ref_languages", "ethnologue_grp", "Semitic|Bantu|Turkic|Slavic|Dravidian|Mayan|Uralic"),
    ("none", "en", "lib_catalogue", "subj_heading_rel", "Islam--History|Judaism--Liturgy|Buddhism--Art|Christianity--Africa|Atheism"),
    ("none", "nl", "hengelsport", "vis_ras", "zwarte baars|witvis|bruine forel|spiegelkarper|Schotse zalm"),
    ("none", "pl", "szachownica", "kol_bierek", "białe|czarne|czarne|białe"),
    ("none", "ru", "собаки_выставка", "порода_кобеля", "русский тойтерьер|кавказская овчарка|тибетский мастиф|московская сторожевая|немецкий дог"),
    ("none", "tr", "lokum_uretim", "cesit_adi", "Arap fıstıklı|Antep|Hacı Bekir usulü|güllü|Çerkes cevizli"),
    ("none", "en", "vc_term_sheet", "liberal_flag", "liberal|standard|conservative|standard|n/a"),
    ("none", "en", "survey_dict", "allowed_values", "White|Black or African American|Hispanic|Straight|Bisexual|Democrat|Republican|Catholic"),
]


if __name__ == "__main__":
    dev3.write("dev5", COLUMNS)
