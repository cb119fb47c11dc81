#!/usr/bin/env python3
"""Writes dev3.jsonl, byte for byte the same each time: columns written apart from dev, with the dirt of real tables.

One line a column: label, language, table, header, values. `|` separates values, earlier ones are more frequent; a pool that
begins with `=` holds values that do not repeat. Blanks, `N/A`, changes of case and slips of the keyboard are drawn afterwards.
"""
import json
import random
from pathlib import Path

SPECIAL = [
    # English
    ("religion", "en", "adm_ward7", "relgn_cd", "CE|RC|NONE|MUS|METH|HIN|SIK|JW|BAP|PENT|QUAK"),
    ("religion", "en", "rspca_volunteers", "beliefsFreeText", "none really|christian but lapsed|Quaker|no religion|spiritual not religious|C of E|pagan|buddhist-ish|raised Catholic|Jedi lol|Sikh|Baha'i"),
    ("religion", "en", "hospice_intake", "chaplaincy_req_for", "Roman Catholic|Church of Scotland|not wanted|Free Church|Muslim|Jewish (Reform)|Humanist|Coptic|Hindu"),
    ("religion", "en", "contacts", "udf_14", "LDS|Baptist|AME Zion|Catholic|Church of Christ|Nazarene|none|Unitarian|Greek Orthodox"),
    ("religion", "en", "camp_signup_2030", "faithTradition", "Conservadox|Reform|Reconstructionist|Modern Orthodox|secular|interfaith family|Chabad"),
    ("ethnicity", "en", "staff_dim", "eth_16p1", "WBI|WIR|ABPK|ABIN|MWBC|BLAF|BLCB|OCHN|NSTD|WGRT"),
    ("ethnicity", "en", "clinic_reg", "pt_ancestry_self", "Punjabi|Irish|Polish|Igbo|Bengali|Somali|Welsh|Ashkenazi|Cypriot|Gujarati|Hmong"),
    ("ethnicity", "en", "tribal_rolls_extract", "trbl_affil", "Navajo Nation|Oglala Lakota|Cherokee|Choctaw|Hopi|Yurok|Ojibwe|Muscogee"),
    ("ethnicity", "en", "nz_enrol", "iwi_1", "Ngāpuhi|Ngāti Porou|Waikato|Ngāi Tahu|Tūhoe|don't know|Te Arawa"),
    ("race", "en", "hmda_slice", "appl_race1", "White|Black or African American|Asian|not provided|American Indian or Alaska Native|Native Hawaiian or Other Pacific Islander|2 or more races"),
    ("race", "en", "stops_2029", "subj_desc_rc", "W|B|A|H|U|I|P"),
    ("race", "en", "custody_log", "appearance6", "IC1|IC3|IC4|IC2|IC6|IC5|IC9"),
    ("sexual_orientation", "en", "sti_clinic_visit", "so_self_rpt", "straight|gay|bi|prefer not to say|lesbian|queer|pan|ace|not sure"),
    ("sexual_orientation", "en", "equal_opps_2028", "edi_q7", "Heterosexual|Gay man|Bisexual|Gay woman/lesbian|Prefer to self-describe: queer|PNTS|Asexual"),
    ("sexual_orientation", "en", "app_profiles", "intoWhom_label", "str8|gay|bi|pan|demi|homoflexible|lesbian"),
    ("political_affiliation", "en", "vf_county_041", "pty_reg_cd", "D|R|NP|LIB|GRN|D|R|IND|WFP"),
    ("political_affiliation", "en", "canvass_returns", "vi", "Con|Lab|LD|SNP|Grn|RefUK|DK|WV|PC"),
    ("political_affiliation", "en", "donors", "leaning", "lean Dem|strong Dem|lean GOP|libertarian|moderate R|DSA|independent"),
    ("political_affiliation", "en", "panel_w9", "vote_recall_ge", "Labour|Conservative|did not vote|Liberal Democrat|Reform UK|Green|Plaid Cymru|too young|SNP"),
    ("union_membership", "en", "payroll_ded", "subs_to", "UNISON|none|GMB|Unite|RCN|none|Usdaw|NEU"),
    ("gender_identity", "en", "hr_core", "gndr_id_free", "cis woman|cis man|non-binary|trans man|trans woman|genderfluid|agender|prefer not"),
    # German
    ("religion", "de", "lohnstamm", "kist_mm", "rk|ev|--|ak|lt|rf|fr|ev|rk|is"),
    ("religion", "de", "pflege_aufnahme", "Seelsorge_Wunsch_Konf", "röm.-kath.|evang.-luth.|keine|Zeugen Jehovas|muslimisch|freikirchlich|neuapostolisch|russ.-orth."),
    ("ethnicity", "de", "beratung_fluechtl", "VolksgrKlient", "Paschtune|Hazara|Kurde|Tigrayer|Roma|Jeside|Tadschike|Oromo"),
    ("political_affiliation", "de", "ov_liste", "mitgl_bei", "SPD|CDU|Die Linke|parteilos|Grüne|FDP|Freie Wähler|ÖDP|Volt"),
    ("sexual_orientation", "de", "checkpoint", "so_selbst", "schwul|hetero|bi|lesbisch|k. A.|queer|pansexuell"),
    # French
    ("religion", "fr", "internat_eleves", "cultePratique", "catholique|aucun|musulman|protestant|israélite|bouddhiste|évangélique"),
    ("political_affiliation", "fr", "elus_loc", "nuance_pol", "DVG|DVD|LR|PS|RN|EELV|PCF|SE|UDI"),
    ("ethnicity", "fr", "enquete_orig", "orig_parents", "kabyle|bretonne|peule|malinké|arménienne|basque|tamoule|kanak"),
    ("sexual_orientation", "fr", "depistage", "att_sex", "hétéro|homo|bi|HSH|lesbienne|ne souhaite pas répondre"),
    # Spanish
    ("religion", "es", "censo_barrio", "relig_jefe", "católica|ninguna|evangélica|testigo de Jehová|adventista|mormona|judía|musulmana"),
    ("ethnicity", "es", "matricula", "puebloOrig", "Quechua|Aymara|Mapuche|ninguno|Guaraní|Wichí|Zapoteco|Náhuatl"),
    ("political_affiliation", "es", "barometro", "rec_voto_gen", "PSOE|PP|Sumar|Vox|en blanco|ERC|PNV|no votó|BNG"),
    ("race", "es", "encuesta_salud_co", "p18_raza", "mestizo|blanco|afrodescendiente|negro|mulato|raizal|NS/NR"),
    # Italian
    ("religion", "it", "mensa_iscritti", "conf_rel", "cattolica|musulmana|ortodossa|nessuna|valdese|ebraica|sikh|testimone di Geova"),
    ("sexual_orientation", "it", "questionario_b", "D12_orient", "eterosessuale|omosessuale|bisessuale|lesbica|preferisco non rispondere|asessuale"),
    ("union_membership", "it", "cedolini", "tratt_sind", "CGIL|CISL|UIL|nessuna|UGL|Cobas"),
    # Portuguese
    ("race", "pt", "sinasc_mun", "racacor_mae", "parda|branca|preta|amarela|indígena|ignorado"),
    ("religion", "pt", "abrigo_cad", "religiao_decl", "católica|evangélica|espírita|umbanda|sem religião|candomblé|Assembleia de Deus|testemunha de Jeová"),
    ("political_affiliation", "pt", "filiados_zona", "sg_part", "PT|PSDB|MDB|PSOL|PL|PDT|PCdoB|PSB"),
    # Dutch
    ("religion", "nl", "brp_hist", "kerkgen", "NH|RK|geen|GKN|vrijgem. geref.|luthers|islam|evang. broedergem."),
    ("ethnicity", "nl", "jeugdzorg", "etnAchtergr", "Surinaams-Hindoestaans|Marokkaans|Turks|Antilliaans|Moluks|Koerdisch|Berber|Fries"),
    ("political_affiliation", "nl", "stempanel", "partijkeuze", "VVD|PvdA|D66|SGP|CDA|Volt|BBB|ChristenUnie|weet niet"),
    # Polish
    ("religion", "pl", "dps_mieszkancy", "wyzn_miesz", "rzym.-kat.|prawosławne|bezwyznaniowy|świadek Jehowy|ewang.-augsb.|grekokatolickie|zielonoświątkowe"),
    ("ethnicity", "pl", "spis_probny", "narod_zadekl", "polska|śląska|kaszubska|ukraińska|romska|łemkowska|białoruska"),
    ("political_affiliation", "pl", "sondaz_07", "glos_sejm", "PiS|KO|Lewica|Konfederacja|PSL|Razem|nie głosował|Polska 2050"),
    # Turkish
    ("religion", "tr", "nufus_eski", "din_hanesi", "İslam|Hristiyan|Musevi|boş|Süryani|Ezidi|Alevi"),
    ("political_affiliation", "tr", "anket_ilce", "oy_tercih", "CHP|AKP|MHP|İYİ|DEM|kararsız|TİP|Saadet"),
    # Russian
    ("ethnicity", "ru", "lichnye_dela", "nats_st", "татарин|русский|башкир|чуваш|лезгинка|еврей|бурят|осетинка|марийка"),
    ("religion", "ru", "палаты", "вероисп", "православный|мусульманка|баптист|атеист|старообрядец|буддист|католичка|иудей"),
    # Swedish
    ("religion", "sv", "aldreboende", "samf_tillh", "Svenska kyrkan|inget|pingst|katolik|muslim|EFS|syrisk-ortodox|Missionskyrkan"),
    # Japanese
    ("religion", "ja", "入居者台帳", "宗派", "浄土宗|曹洞宗|無宗教|日蓮宗|真言宗|カトリック|創価学会|天理教"),
    ("political_affiliation", "ja", "出口調査", "比例投票先", "自民|立憲|維新|共産|公明|れいわ|国民民主|無回答"),
]

IDENTIFIERS = [
    ("person_name", "en", "key_log", "hldr", "=Oluwaseun Bamgbose|Priya Nallathamby|Gethin Proudfoot|Marisol Etxeberria|Tomasz Gwizdała|Aoife Ní Bhraonáin|Kwabena Asante-Poku|Hiroko Tanemura|Leilani Kahananui|Dmitri Zavarzin|Faith Mwangi|Christian Abbott|Sunniva Bjerke|Yusuf Demirbağ|Norah Pennyfeather|Ezekiel Thornbury|Chioma Ezeudu|Bao Anh Luu|Mehrdad Golshani|Ottavia Brusaferro|Iain MacGillivray|Rut Halldórsdóttir"),
    ("person_name", "de", "verleih", "ausgel_an", "=Schwarz, Henrike|Weiß, Jörn|Papst, Leonore|Grün, Matthes|Okafor, Blessing|Kowalczyk, Arkadiusz|Bischof, Irmtraud|Yıldırım, Ayça|Engel, Friederike|Thi, Minh Chau|Rothschädl, Veit|Mönch, Karsten|Türk, Annegret|Böhme, Lothar|Pfaff, Sieglinde|Jude, Hinrich|Christ, Amelie|Halbritter, Egon"),
    ("date_of_birth", "en", "camp_medical", "bday_ddmmyy", "=140911|030512|271110|090113|220812|301211|180410|050913|110212|260611|150710|080313|291012|170811|020410|210912|130611|240113"),
    ("date_of_birth", "fr", "licencies", "ne_le", "=12/04/1998|03/11/2001|27/06/1987|19/01/1994|08/09/1979|30/12/2003|15/05/1990|22/02/1985|11/10/1996|06/07/2002|25/03/1973|17/08/1999|29/04/1988|02/12/1981|14/06/1995|21/09/1992"),
    ("employer", "en", "loan_apps", "wrkplc", "=Harrowgate Tubing Ltd|self-employed|Calder & Nunn Solicitors|Brightmoor Care Homes|Fenwater District Council|Otterline Buses|St Aldhelm's Hospital|Pellucid Software Inc|Wainfleet Salads|Mossbank Academy|Kestrel Foundry|Northshore Dairies|Tidewater Casino|Quillon Press|Arden Roofing|Lantern Pharmacy Group"),
    ("employer", "es", "solicitudes_cred", "empr_actual", "=Conservas Laredana S.L.|Hotel Miramonte|autónomo|Talleres Quintanal|Ayto. de Villarroble|Cerámicas Onubal S.A.|Transportes Gredilla|Bodegas Peñalta|Clínica Santa Bríxida|Panificadora Urbel|Lonja de Castrelo|Muebles Txistu|Textil Aznalba|Autocares Pizarra|Viveros Guadasol"),
    ("job_title", "en", "badge_print", "line2", "Staff Nurse|Lead Welder|Registrar|Payroll Officer|Deputy Head|Forklift Operator|Chaplain|Union Liaison Manager|QA Analyst|Sous Chef|Actuary|Groundskeeper"),
    ("job_title", "pl", "kadry", "stanow", "spawacz|księgowa|magazynier|kierownik zmiany|brakarz|elektryk|specjalista ds. płac|kierowca kat. C|technolog"),
    ("phone_number", "en", "volunteers", "mob", "=07700 900114|07700900827|+44 7700 900362|07700 900 455|07700-900-091|07700 900733|+447700900218|07700 900640|07700 900509|07700900176|07700 900981|07700 900023|+44 7700 900887|07700 900304|07700 900766"),
    ("postal_address", "de", "lieferung", "anschr", "=Amselgrund 4, 24937 Flensburg|Töpfergasse 19, 95444 Bayreuth|Am Weidenteich 7a, 48143 Münster|Kirchsteig 22, 01097 Dresden|Neuer Markt 3, 18055 Rostock|Holunderweg 51, 79098 Freiburg|Schwarzwaldallee 8, 76185 Karlsruhe|Mühlberg 12, 99084 Erfurt|Judengasse 5, 97070 Würzburg|Deichkrone 30, 26721 Emden|Rotdornstr. 9, 10247 Berlin|Polnische Gasse 2, 02826 Görlitz|Lindenhof 16, 34117 Kassel|Sandkuhle 1, 21335 Lüneburg|Domplatz 11, 39104 Magdeburg"),
    ("email_address", "en", "newsletter", "eml", "=h.pennyfeather@example.org|gwizdala.t@example.com|aoife_nb@example.net|faith.mwangi@example.com|b.luu@example.org|kahananui@example.com|zavarzin.d@example.net|norah99@example.org|thornbury@example.com|cezeudu@example.org|rut.h@example.net|brusaferro.o@example.com|iain.mac@example.org|golshani@example.com|demirbag@example.net"),
]

BAITS = [
    # colours and garments
    ("en", "sku_master", "race_stripe_col", "black|white|red|none|gold|navy|matte black"),
    ("en", "knit_shop", "colour_name", "White|Black|Brown|Coloured flecks|Ebony|Olive|Native cream|Roma red|Asian pear"),
    ("de", "artikel", "farbe_kz", "schw|weiß|rot|grün|gelb|blau|braun|schw/weiß"),
    ("fr", "robes_stock", "coul", "noir|blanc|métisse (fil)|rouge|vert|jaune|blanc cassé"),
    ("pt", "malharia", "cor_peca", "preta|branca|parda|amarela|vermelha|branca gelo"),
    ("ru", "sklad", "tsvet", "белый|чёрный|красный|зелёный|жёлтый|коричневый"),
    ("es", "telas", "raza_toro", "Retinta|Avileña negra|Morucha|Rubia gallega|Berrenda|Blanca cacereña"),
    # games
    ("en", "pgn_index", "side_w", "White|Black|White|Black|White"),
    ("en", "game_results", "b_w_h", "B|W|W|B|H|W|B"),
    ("pl", "partie", "strona", "białe|czarne|białe|czarne"),
    ("tr", "tavla", "pul_rengi", "beyaz|siyah|beyaz|kara"),
    ("ja", "対局", "手番", "黒|白|黒|白|持碁"),
    # wine, food
    ("it", "cantina", "tipo", "bianco|rosso|rosato|nero d'Avola|orange|bianco macerato"),
    ("nl", "wijnkaart", "srt", "rood|wit|rosé|wit droog|oranje"),
    ("en", "menu_items", "ethnic_cuisine_tag", "Indian|Chinese|Lebanese|Ethiopian|Jewish deli|Tex-Mex|Polish|Creole"),
    ("de", "kantine", "ethno", "türkisch|indisch|asiatisch|arabisch|afrikanisch|jüdisch"),
    ("en", "slaughter_lots", "relig_cert", "halal|kosher|none|halal (HMC)|kosher-BD"),
    ("tr", "ürünler", "inanç_uygunluk", "helal|koşer|yok|helal sertifikalı"),
    # pages, layout, mechanics
    ("en", "print_jobs", "orient", "portrait|landscape|portrait|auto|rev. landscape"),
    ("fr", "tirages", "orientation_sx", "portrait|paysage|portrait|auto"),
    ("es", "planos", "orient_hoja", "vertical|horizontal|apaisado|vertical"),
    ("en", "scans", "so", "LS|PT|PT|LS|SQ"),
    ("de", "tueren", "anschl_partei", "links|rechts|DIN links|DIN rechts|mittig"),
    ("sv", "beslag", "sida", "vänster|höger|mitten|vänster/höger"),
    ("en", "pipe_fittings", "gender_union", "M union|F union|M-F union|flat union|none"),
    ("en", "lock_parts", "straight_bent", "straight|bent|bi-fold|straight|offset"),
    # races and sport
    ("en", "parkrun", "race_cat", "SM25-29|VW40-44|JM11-14|SW30-34|VM55-59|WC"),
    ("en", "heats", "race", "100m H1|100m H2|4x400 final|1500m|walk 10 km|relay A"),
    ("fr", "courses", "race_classe", "10 km|semi|marathon|trail court|relais"),
    ("en", "fixtures_db", "union_club", "Rugby Union|Union SG|Union Berlin|Thistle|Welsh RU|Sevens"),
    ("it", "gironi", "union", "Union Brescia|Union Feltre|Unione Sportiva|Virtus|Pro Patria"),
    # party, vote, labour
    ("en", "bookings", "party_typ", "birthday|hen|office|wedding party|retirement|party of 6|christening"),
    ("en", "contracts_2", "contracting_pty", "Lessor|Lessee|Guarantor|First Party|Second Party|Third party"),
    ("de", "mandate", "partei_rolle", "Kläger|Beklagter|Streithelfer|Kläger|Nebenintervenient"),
    ("nl", "zaken", "partij", "eiser|gedaagde|partij 1|partij 2|derde"),
    ("es", "pleitos", "parte", "actora|demandada|tercero|actora"),
    ("en", "awards", "vote_cat", "Best Lager|Best Stout|People's choice|Best Label|Newcomer"),
    ("en", "stress_tests", "scenario_stance", "conservative|baseline|liberal|adverse|v. conservative"),
    ("fr", "estimations", "hyp", "conservatrice|libérale|centrale|conservatrice"),
    ("en", "cost_codes", "labour_grp", "Labour direct|Labour indirect|Plant|Materials|Sub-con"),
    ("pt", "orcamento", "esq_dir", "esquerda|direita|centro|esquerda"),
    ("ru", "dveri", "levaya_pravaya", "левая|правая|левая|правая|двойная"),
    # churches, faith, religion of countries
    ("en", "listed_bldgs", "church_nm", "St Mary|Trinity Methodist|All Saints|Our Lady & St Joseph|Ebenezer Chapel|Quaker Meeting House|Al-Noor Mosque (former cinema)"),
    ("de", "denkmal", "kirche_konf_bau", "ev. Stadtkirche|kath. Pfarrkirche|Synagoge|ref. Kapelle|Klosterruine"),
    ("en", "ctry_ref", "main_religion", "Islam|Roman Catholic|Buddhism|Hinduism|Orthodox|Lutheran|Shinto"),
    ("pl", "panstwa", "religia_dom", "katolicyzm|islam|prawosławie|buddyzm|luteranizm|hinduizm"),
    ("en", "baby_names", "fem_nm", "Faith|Grace|Hope|Trinity|Christian|Eden|Nevaeh|Charity"),
    ("en", "moon_phases", "sabbat", "Imbolc|Ostara|Beltane|Litha|Lammas|Mabon|Samhain|Yule"),
    ("sv", "kyrkor", "samfund_byggn", "Domkyrkan|Missionshuset|S:t Olof|Frälsningsarméns lokal|Moskén"),
    ("ja", "史跡", "宗派建物", "東本願寺別院|天主堂跡|曹洞宗永平寺別院|神宮寺|教会跡"),
    ("it", "edifici", "culto", "Duomo|S. Rocco|Sinagoga|Tempio valdese|Moschea|S. Chiara"),
    # codes, languages, countries, breeds
    ("en", "ledger", "rc_stat", "A|B|W|H|A|A|X"),
    ("de", "bewehrung", "k1_c1", "K1|C1|K2|C2|K1|C3"),
    ("en", "asset_cond", "eth_port", "eth0|eth1|eth2|eth0|eth3|bond0"),
    ("en", "interp_pool", "langs_spkn", "Somali|Kurdish|Bengali|Romani|Tamil|Polish|Punjabi|BSL|Tigrinya"),
    ("nl", "ondertitels", "taal", "Fries|Turks|Arabisch|Pools|Koerdisch|Engels"),
    ("tr", "belgeler", "dil", "Kürtçe|Arapça|Türkçe|Zazaca|Ermenice|İngilizce"),
    ("en", "customs", "origin_ctry", "Turkey|Poland|Vietnam|Lebanon|India|Nigeria|China|Israel"),
    ("es", "veterinaria", "raza", "mestizo|bóxer|galgo|podenco|siamés|mestiza|pastor vasco"),
    ("fr", "elevage", "race_anim", "Limousine|Charolaise|Normande|Bretonne pie noir|Aubrac|croisée"),
    ("ru", "sobaki", "poroda_rasa", "кавказская овчарка|русский хин|метис|такса|лайка|тибетский терьер"),
]

BLANKS = ("", "", "", "N/A", "-", "null", "?")
EXACT = {"email_address", "phone_number", "date_of_birth", "profile_url", "iban", "password", "cookie_id", "user_agent"}


def slip(rng, value):
    """Two neighbouring letters swapped."""
    at = [i for i in range(1, len(value) - 2) if value[i].isalpha() and value[i + 1].isalpha() and value[i] != value[i + 1]]
    if len(value) < 6 or not at:
        return value
    i = rng.choice(at)
    return value[:i] + value[i + 1] + value[i] + value[i + 2:]


def dirty(rng, value, label):
    draw = rng.random()
    if draw < 0.08:
        return rng.choice(BLANKS)
    if label in EXACT:
        return value
    if draw < 0.12:
        return value.upper()
    if draw < 0.16:
        return value.lower()
    if draw < 0.18:
        return slip(rng, value)
    if draw < 0.20:
        return value + " "
    return value


def make_values(rng, text, label):
    if text.startswith("="):
        values = text[1:].split("|")
        values += [rng.choice(values) for _ in range(15 - len(values))]
        rng.shuffle(values)
    else:
        entries = text.split("|")
        weights = [1 / (rank + 2) ** 0.7 for rank in range(len(entries))]
        values = rng.choices(entries, weights, k=rng.randint(15, 40))
    return [dirty(rng, v, label) for v in values]


def write(part, specs, values_of=make_values):
    random.Random(part).shuffle(specs)
    with open(Path(__file__).with_name(f"{part}.jsonl"), "w", encoding="utf-8") as out:
        for number, (label, language, table, header, text) in enumerate(specs, 1):
            values = values_of(random.Random(f"{part} {table} {header}"), text, label)
            column = {"id": f"{part}-{number:04}", "table": table, "header": header, "values": values,
                      "label": label, "language": language, "bait": label == "none"}
            out.write(json.dumps(column, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write("dev3", SPECIAL + IDENTIFIERS + [("none", *bait) for bait in BAITS])
