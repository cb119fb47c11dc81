"""What make_tables.py draws from. `dev` and `test` share no name, no value of a special category within a language
and no header of one; first letters part the English ones (dev e i k n o q u v, test c d g j l m p t w)."""

PEOPLE = {
    "dev": {
        "given": """Edda Egon Eleni Elspeth Enzo Idris Ilka Imogen Iwan Karel Katja Kendra Kilian Nadja Nicolo Nils Noemi
            Oriel Olaf Oona Orla Quirin Undine Uwe Valentin Verena Vito""".split(),
        "surnames": """Eastwick Eberling Elsworth Erdmann Escobedo Ingersoll Irvine Isaksson Kaczmarek Kestrel Kirchhoff
            Naismith Nettleton Norrington Novotny Oakeshott Oberlin Okwuosa Quarles Quennell Ulmer Unwin Vasari Venter
            Vickery""".split(),
        "streets": ["Elm Row", "Kiln Lane", "Orchard Close", "Vicarage Road", "Nelkenweg", "Upper Mews", "Ulica Kwiatowa"],
        "towns": ["Elmford", "Kirkholm", "Nordhaven", "Oldbrook", "Unterwald"],
        "employers": ["Everfield Textiles", "Ironquay Ltd", "Kestrel Foods", "Northmill AG", "Oakbridge Bank"],
        "domain": "org", "area": "312"},
    "test": {
        "given": """Carla Cedric Conrad Delia Dieter Doreen Gemma Gisela Gregor Jasper Jelena Joost Lennart Lidia Ludmila
            Manon Marcin Mirela Pavel Petra Pilar Tamsin Tobias Tiago Wendelin Winifred""".split(),
        "surnames": """Cartwright Castellan Corvino Dahlmann Delacroix Drummond Galloway Gerlach Gwynn Lachance Loxley
            Marchetti Merrow Mohnke Pellerin Penrose Pickersgill Tarrant Thistlewood Trevelyan Wainwright Weidmann
            Winterbourne""".split(),
        "streets": ["Dock Street", "Garden Terrace", "Lindenallee", "Mill Parade", "Rue des Peupliers", "Via dei Gelsi"],
        "towns": ["Castlemere", "Dunwick", "Glenport", "Lauterfeld", "Marivaux"],
        "employers": ["Copperline Freight", "Dalton Glassworks", "Lakeshore Media", "Meridian Care", "Tidewater GmbH"],
        "domain": "com", "area": "617"},
}

SEX = {"en": ("female", "male"), "de": ("weiblich", "männlich"), "fr": ("femme", "homme"), "es": ("mujer", "hombre"),
       "it": ("femmina", "maschio"), "pt": ("feminino", "masculino"), "pl": ("kobieta", "mężczyzna"),
       "nl": ("vrouw", "man"), "tr": ("kadın", "erkek"), "sv": ("kvinna", "man")}
JOBS = {"en": ["nurse", "bricklayer", "accountant", "teacher", "bus driver", "electrician"],
        "de": ["Krankenpfleger", "Maurerin", "Buchhalter", "Lehrerin", "Elektriker"],
        "fr": ["infirmière", "maçon", "comptable", "institutrice", "électricien"],
        "es": ["enfermera", "albañil", "contable", "maestra", "electricista"],
        "it": ["infermiera", "muratore", "contabile", "maestra", "elettricista"],
        "pt": ["enfermeira", "pedreiro", "contador", "professora", "eletricista"],
        "pl": ["pielęgniarka", "murarz", "księgowa", "nauczyciel", "elektryk"],
        "nl": ["verpleegkundige", "metselaar", "boekhouder", "onderwijzer", "elektricien"],
        "tr": ["hemşire", "öğretmen", "muhasebeci", "elektrikçi", "şoför"],
        "sv": ["sjuksköterska", "murare", "revisor", "lärare", "elektriker"]}
DEPARTMENTS = {
    "en": ["Human Resources", "Finance", "Logistics", "Customer Service"],
    "de": ["Personalabteilung", "Buchhaltung", "Vertrieb", "Einkauf"],
    "fr": ["Ressources humaines", "Comptabilité", "Ventes", "Achats"],
    "es": ["Recursos Humanos", "Contabilidad", "Ventas", "Compras"],
    "it": ["Risorse umane", "Contabilità", "Vendite", "Acquisti"],
    "pt": ["Recursos Humanos", "Contabilidade", "Vendas", "Compras"],
    "pl": ["Kadry", "Księgowość", "Sprzedaż", "Zakupy"],
    "nl": ["Personeelszaken", "Boekhouding", "Verkoop", "Inkoop"],
    "tr": ["İnsan Kaynakları", "Muhasebe", "Satış", "Satın Alma"],
    "sv": ["Personal", "Ekonomi", "Försäljning", "Inköp"]}

VALUES = {
    "dev": {
        "en": {"religion": ["Episcopalian", "Evangelical", "Quaker", "Unitarian", "Orthodox", "Ibadi", "Ismaili",
                            "Vaishnava", "No religion", "Nazarene"],
               "ethnicity": ["Igbo", "Kurdish", "Oromo", "Uyghur", "Uzbek", "Kikuyu", "Ojibwe", "Navajo", "Visayan", "Ewe"],
               "race": ["East Asian", "Eurasian", "Indigenous", "Native American", "Native Hawaiian"],
               "sexual_orientation": ["queer", "questioning", "omnisexual", "openly gay", "exclusively straight"],
               "political_affiliation": ["Independent", "Nationalist", "UKIP", "Ulster Unionist", "Unaffiliated"]},
        "de": {"religion": ["evangelisch", "unitarisch", "evangelikal", "koptisch-katholisch", "unierte Kirche"],
               "ethnicity": ["Usbekin", "Uigure", "Igbo", "Kabylin", "Oromo"],
               "political_affiliation": ["ÖVP", "KPÖ", "NEOS", "ÖDP", "Volt"],
               "sexual_orientation": ["queer", "unentschieden", "offen schwul"]},
        "fr": {"religion": ["israélite", "vieille-catholique", "unitarienne", "ibadite", "quaker"],
               "ethnicity": ["kanak", "ouïghoure", "kurde", "oromo", "ossète", "inuite"]},
        "es": {"political_affiliation": ["UPN", "Nueva Canarias", "EH Bildu", "UPyD"],
               "religion": ["evangélica", "ortodoxa", "ninguna religión", "unitaria"]},
        "pl": {"religion": ["katolicka", "uniacka", "unitariańska", "niewierząca"],
               "ethnicity": ["Kaszub", "Karaim", "Ormianin", "Uzbek"]},
        "nl": {"religion": ["unitarisch", "oud-katholiek", "onkerkelijk", "oosters-orthodox"],
               "political_affiliation": ["NSC", "50Plus", "Ouderenpartij", "Nieuw Sociaal Contract"]},
        "tr": {"ethnicity": ["Karaçay", "Kabardey", "Nogay", "Özbek", "Uygur"]}},
    "test": {
        "en": {"religion": ["Catholic", "Methodist", "Jewish", "Lutheran", "Muslim", "Presbyterian", "Jain", "Mennonite",
                            "Pentecostal", "Wiccan"],
               "ethnicity": ["Punjabi", "Tamil", "Pashtun", "Malay", "Javanese", "Maori", "Gujarati", "Turkmen", "Chechen",
                             "Dinka"],
               "race": ["White", "Multiracial", "Pacific Islander", "Caucasian", "Two or more races"],
               "sexual_orientation": ["gay", "lesbian", "pansexual", "demisexual", "mostly straight"],
               "political_affiliation": ["Democrat", "Libertarian", "Green Party", "Labour", "Conservative", "Progressive"]},
        "de": {"religion": ["lutherisch", "mennonitisch", "christlich-orthodox", "drusisch"],
               "ethnicity": ["Tschetschenin", "Jeside", "Donauschwabe", "Paschtune", "Tamilin"],
               "political_affiliation": ["CSU", "Die Linke", "Grüne", "Tierschutzpartei", "Die PARTEI"],
               "sexual_orientation": ["gleichgeschlechtlich", "pansexuell", "demisexuell"]},
        "fr": {"religion": ["protestante", "mormone", "méthodiste", "taoïste"],
               "political_affiliation": ["Les Républicains", "PCF", "MoDem", "Place publique"]},
        "es": {"religion": ["musulmana", "luterana", "metodista", "mormona"],
               "ethnicity": ["tarahumara", "wayuu", "mixteca", "totonaca"]},
        "it": {"religion": ["luterana", "pentecostale", "mormone", "greco-cattolica", "metodista"],
               "political_affiliation": ["M5S", "Partito Democratico", "Più Europa", "Lista Tsipras"]},
        "pt": {"race": ["amarela", "morena", "mulata", "cafuza", "cabocla"]},
        "sv": {"religion": ["luthersk", "mormon", "metodist", "grekisk-ortodox"],
               "sexual_orientation": ["pansexuell", "gay", "demisexuell"]}},
}

# Answers of forms that no sentence uses behind "is".
FORM_ANSWERS = {"No religion", "Independent", "Unaffiliated", "Two or more races", "ninguna religión", "Die PARTEI"}

PLAIN = {
    "dev": ["Asked for the invoice to be sent again.", "No answer at the door, parcel left next door.",
            "Wants the window seat. Paid in cash.", "Key handed over, meter read.", "Renewed for another year."],
    "test": ["Called twice about the late delivery.", "Prefers letters to e-mail. Nothing open.",
             "Moved the appointment to the afternoon.", "Left a deposit, collects on Monday.", "The form came back unsigned."],
}
TELLING = {
    "dev": {"religion": ["Kosher is not needed, she is an Episcopalian. Pays by standing order.",
                         "He told us that he is a practising Quaker and will not swear the oath.",
                         "Is Ismaili and asked to move the visit to another day."],
            "sexual_orientation": ["Mentioned that he is openly gay. Booked the double room.",
                                   "She is queer and asked who runs the support group."],
            "ethnicity": ["Family is Kurdish, interpreter needed.", "She is Igbo; her mother signs with a thumbprint."],
            "political_affiliation": ["Is a member of UKIP and refused to sign the petition.",
                                      "He votes for the Ulster Unionists and said so on the phone."]},
    "test": {"religion": ["She is a devout Methodist and does not work on Sundays.",
                          "Converted last spring, is now Muslim; asked about the prayer room.",
                          "His parents are Jewish, he wrote, and the funeral has to be tomorrow."],
             "sexual_orientation": ["Came with her girlfriend; she is a lesbian and wants both names on the lease.",
                                    "Said he is gay and would like a doctor who does not judge."],
             "ethnicity": ["He is Tamil, please book an interpreter.", "Her husband is Pashtun and comes along."],
             "political_affiliation": ["Campaigns for the Greens, asked for leave before the election.",
                                       "He has been a Labour voter all his life, as he told the clerk."]},
}

# name | language | header:kind; ...  A kind is a label of make_tables.py, `note:LABEL` for free text of which a part
# tells that category, or =a/b/c for values that say nothing of a person.
TABLES = {
    "dev": """
en_outpatients | en | ref:id; patient name:name; dob:dob; observance:religion; ward:=North/South/East
en_novices | en | entry:id; kin:name; e-mail:email; faith community:religion; arrived:date
en_shelter_intake | en | case:id; guest:name; phone:phone; ethnic origin:ethnicity; nights:count
en_noise_complaints | en | no:id; complainant:name; address:address; remarks:note; closed:date
en_equal_pay_audit | en | staff no:id; employee:name; salary:money; ethnicity:ethnicity; orientation of the employee:sexual_orientation
en_voter_outreach | en | row:id; voter:name; phone no:phone; votes for:political_affiliation; canvassed:date
en_nursing_home | en | bed:code; occupant:name; next visit:date; notes from the nurse:note:religion
en_immigration_cases | en | docket:code; individual:name; ethnic group:ethnicity; origin faith:religion; hearing:date
en_user_profiles | en | uid:id; nickname:username; e-mail address:email; identifies as:sexual_orientation; last login:date
en_insurance_quotes | en | quote:code; insured:name; iban:iban; excess:money; underwriter notes:note:ethnicity
en_online_orders | en | order:id; email:email; card:card; note to the seller:note:sexual_orientation; amount:money
en_union_ballot_desk | en | ballot:id; elector:name; affiliation of the elector:political_affiliation; booth:code
en_kindergarten | en | child:name; dob:dob; known religion:religion; nap:time
en_volunteer_ushers | en | usher:name; phone:phone; visible minority:race; evening:date
en_education_panel | en | key:code; dob:dob; postcode:postcode; sex:sex; ethnicity (self described):ethnicity; score:count
en_urban_health_study | en | key:code; age:age; sex:sex; zip:postcode; overall orientation:sexual_orientation; visits:count
en_employer_survey | en | key:code; employer:employer; job title:job; age:age; voted in the last election:political_affiliation
en_income_study | en | key:code; year of birth and day:dob; sex:sex; zip code:postcode; ethnoracial group:race
en_night_shift_study | en | key:code; occupation:job; department:dept; age:age; own faith:religion
en_ethnicity_counts | en | ethnicity by borough:ethnicity; people:count
en_opinion_poll | en | response:id; age:age; intended vote:political_affiliation; weight:money
en_old_census_page | en | line:id; no of rooms:count; observed faith:religion
en_invoices | en | invoice:id; customer:name; email:email; net:money; due:date
en_network_inventory | en | host:code; ip:ip; vlan:count; rack:code
en_key_register | en | key:code; holder:name; issued:date
en_ultramarathon | en | event:=Night 50K/Ultra 100K/Relay; race:=heat 1/heat 2/final; entrants:count; start:time
en_vendor_contracts | en | contract:code; party:=buyer/seller/guarantor; value:money; signed:date
en_icon_library | en | icon:code; orientation:=portrait/landscape/square; pixels:count
en_university_press | en | isbn:code; author:name; subject:=Orthodox icons/Evangelical hymns/Quaker history; price:money
en_knitting_yarn | en | yarn:code; colour:=white/black/brown/olive; metres:count
en_quilt_shop | en | buyer:name; e-mail:email; colour:=white/black/brown; yards:count
en_epic_playlists | en | playlist:code; genre:=indie/ethnic/electronic; orientation:=up/down; minutes:count
de_kursliste | de | Nr:id; Einschreibung von:name; E-Mail:email; Konfession:religion; Kurs:code
de_kirchenaustritte | de | Vorgang:code; Name:name; Konfession bisher:religion; Eingang:date
de_umfrage_nachbarn | de | Bogen:code; Alter:age; Geschlecht:sex; PLZ:postcode; zuletzt gewählte Partei:political_affiliation
de_notaufnahme | de | Fall:id; Name:name; Volksgruppe:ethnicity; Uhrzeit:time
de_kabelrollen | de | Rolle:code; Neutralleiter:=blau/grau; Parteien im Haus:count
de_orchesterpult | de | Pult:code; Musiker:name; Instrument:=Oboe/Violine/Kontrabass
fr_etat_civil | fr | dossier:id; nom complet:name; courriel:email; origine ethnique:ethnicity; date:date
fr_obseques | fr | dossier:code; défunt:name; obédience religieuse:religion; montant:money
fr_enquete_urbaine | fr | code:code; âge:age; sexe:sex; code postal:postcode; origine déclarée:ethnicity
fr_entrepot | fr | article:code; orientation:=verticale/horizontale; quantité:count
es_encuesta_voto | es | clave:code; edad:age; sexo:sex; código postal:postcode; intención de voto:political_affiliation
es_ingresos | es | expediente:id; nombre:name; teléfono:phone; orientación religiosa:religion
es_utensilios | es | pieza:code; origen:=Valencia/Oviedo/Vigo; unidades:count
pl_ewidencja | pl | numer:id; imię i nazwisko:name; wyznanie:religion; oddział:code
pl_uczniowie | pl | klasa:code; uczeń:name; narodowość etniczna:ethnicity; obecności:count
nl_opvang | nl | dossier:id; naam:name; kerkelijke gezindte:religion; kosten:money
nl_kiesonderzoek | nl | respondent:code; leeftijd:age; geslacht:sex; postcode:postcode; uitgebrachte stem:political_affiliation
nl_onderhoud | nl | object:code; kleur:=wit/zwart/oranje; uren:count
tr_hasta_kayit | tr | kayıt:id; ad soyad:name; telefon:phone; etnik köken:ethnicity
tr_urun_listesi | tr | ürün:code; renk:=kahverengi/beyaz; adet:count
""",
    "test": """
en_clinic_letters | en | case no:id; client:name; date of birth:dob; denomination:religion; clinic:=Main/Lake/Town
en_choir_members | en | member:name; mobile:phone; creed:religion; joined:date
en_refugee_support | en | file:id; person:name; mail:email; people group:ethnicity; grant:money
en_tenancy_notes | en | lease:code; tenant:name; dwelling:address; manager comments:note:sexual_orientation; rent:money
en_diversity_return | en | payroll no:id; worker:name; census category:race; people of origin:ethnicity; gross:money
en_donor_ledger | en | gift:id; donor:name; contact:email; party membership:political_affiliation; amount:money
en_care_plans | en | plan:code; client name:name; care notes:note:religion; review:date
en_prison_transfers | en | transfer:code; detainee:name; church or mosque:religion; census group:race; date:date
en_dating_matches | en | member id:id; screen name:username; mail:email; partner preference and type:sexual_orientation
en_claims_desk | en | claim:code; claimant:name; account:iban; adjuster memo:note:ethnicity; paid:money
en_gift_shop_orders | en | order no:id; mail:email; payment card:card; gift message:note:political_affiliation; total:money
en_ward_canvass | en | sheet:code; resident:name; dwelling:address; leaning:political_affiliation
en_primary_school | en | pupil:name; date of birth:dob; parents' denomination:religion; lunch:=yes/no
en_theatre_cast | en | performer:name; mobile:phone; colour per census:race; call:time
en_cohort_study | en | pseudonym:code; date of birth:dob; postal code:postcode; gender on form:sex; tribe or people:ethnicity
en_wellbeing_panel | en | pseudonym:code; age in years:age; gender on form:sex; postal code:postcode; describes self as:sexual_orientation
en_workplace_poll | en | pseudonym:code; company:employer; position:job; age in years:age; political home:political_affiliation
en_wage_gap_sample | en | pseudonym:code; date of birth:dob; gender on form:sex; postal code:postcode; census race group:race
en_duty_roster_sample | en | pseudonym:code; position:job; division:dept; age in years:age; congregation type:religion
en_parish_totals | en | denomination in town:religion; count:count
en_phone_poll | en | call:id; age in years:age; political leaning:political_affiliation; minutes:count
en_grave_survey | en | plot:code; depth:count; cemetery denomination:religion
en_delivery_slots | en | drop:id; recipient:name; mobile:phone; slot:time; weight:count
en_printer_pool | en | printer:code; address on lan:ip; pages:count; toner:=black/cyan/magenta
en_parking_permits | en | permit:code; driver:name; issued:date
en_greyhound_track | en | meeting:code; race:=maiden/graded/puppy; trap:count; distance:count
en_lease_parties | en | deed:code; party:=landlord/tenant/guarantor; clause:count
en_poster_prints | en | print:code; orientation:=portrait/landscape; paper:=matt/gloss
en_theology_books | en | shelf:code; author:name; subject:=Lutheran hymnody/Jewish cooking/Methodist chapels; copies:count
en_paint_mixing | en | tin:code; colour:=white/green/magenta; litres:count
en_caterer_bookings | en | booker:name; mail:email; menu:=Mediterranean/Javanese/Cantonese; guests:count
en_wine_tasting | en | wine:code; race:=Malbec/Cinsault; maker:=Domaine Tarel/Weingut Lohm; points:count
de_taufregister | de | Blatt:code; Täufling:name; Geburtsdatum:dob; Glaubensgemeinschaft:religion
de_lohnsteuer | de | Personalnummer:id; Mitarbeiter:name; Glaube laut Karte:religion; Brutto:money
de_wahlstudie | de | Code:code; Lebensalter:age; Geschlecht laut Ausweis:sex; Postleitzahl:postcode; Parteibindung:political_affiliation
de_jugendamt | de | Akte:id; Mündel:name; Telefon:phone; Zugehörigkeit zur Volksgruppe:ethnicity
de_grundriss | de | Wohnung:code; Lage:=links/rechts/mitte; Mietpartei:=Gewerbe/privat
de_chorpodeste | de | Podest:code; Leihnehmer:name; Tag:date
fr_cotisations | fr | n°:id; membre:name; courrier électronique:email; parti:political_affiliation; total:money
fr_cantine | fr | élève:name; culte:religion; prix:money
fr_panel_medical | fr | code patient:code; date de naissance:dob; genre:sex; cp:postcode; croyance:religion
fr_tirages | fr | tirage:code; couleur:=noir/magenta; grammage:count
es_defunciones | es | partida:id; difunto:name; credo:religion; fecha:date
es_comunidades | es | clave:code; edad cumplida:age; género:sex; cp:postcode; pueblo indígena:ethnicity
es_carreras | es | carrera:=lisa/con vallas; distancia:count; meta:time
it_tesserati | it | tessera:id; cognome e nome:name; partito:political_affiliation; quota:money
it_degenze | it | cartella:id; paziente:name; telefono:phone; culto professato:religion
it_manifesti | it | manifesto:code; lato:=destra/sinistra; copie:count
pt_matriculas | pt | matrícula:id; discente:name; cor ou raça:race; turma:code
pt_pesquisa_domiciliar | pt | domicílio:code; data de nascimento:dob; gênero:sex; cep:postcode; cor declarada:race
pt_tintas | pt | lata:code; cor:=preta/branca/parda; litros:count
sv_medlemmar | sv | medlemsnummer:id; medlem:name; trossamfund:religion; mejl:email
sv_journal | sv | journal:code; patient:name; läggning:sexual_orientation; datum:date
sv_tygprover | sv | prov:code; mönster:=prickigt/randigt; meter:count
""",
}
