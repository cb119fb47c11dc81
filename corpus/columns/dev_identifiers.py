"""Direct and quasi-identifiers and secrets of dev."""
import generators as g
from generators import each, pool, shape
from names import DEV as NAMES, DEV_GREEK

DIRECT = [
    ("person_name", "en", "claims", "claimant", g.full_names(NAMES, "{given} {initial}. {family}")),
    ("person_name", "el", "μητρώο_μαθητών", "ονοματεπώνυμο", each(DEV_GREEK)),
    ("email_address", "en", "newsletter", "e-mail", g.emails(NAMES)),
    ("email_address", "pl", "klienci", "adres_poczty", g.emails(NAMES, "example.pl|example.com", "{given}.{family}{number}@{domain}")),
    ("phone_number", "en", "claims", "contact_tel", shape("020 7946 0###|0161 496 0###|07700 900 ###")),
    ("phone_number", "en", "au_members", "mobile_no", pool("0491 570 006|0491 570 156|0491 570 157|0491 570 158|0491 570 159|0491 570 110|0491 571 266|0491 571 491|0491 571 804|0491 572 549")),
    ("postal_address", "en", "claims", "address_line", g.addresses("Oakhill Crescent|Kiln Lane|Ivy Terrace|Vicarage Road|Quayside", "Exeter EX4 4QJ|Norwich NR1 3PA|Edinburgh EH1 1YZ", "{house} {street}, {place}")),
    ("postal_address", "pl", "klienci", "adres zamieszkania", g.addresses("ul. Klonowa|ul. Nadrzeczna|al. Niepodległości|ul. Ogrodowa", "30-001 Kraków|61-772 Poznań|80-244 Gdańsk", "{street} {house}/{flat}, {place}")),
    ("payment_card", "en", "refunds", "cc_num", g.cards("378282|371449", " ", 15)),
    ("payment_card", "en", "free_notes", "val_2", g.cards("520082|222300")),
    ("iban", "fr", "prelevements", "iban_débiteur", g.ibans("FR|BE")),
    ("iban", "en", "ledger_private", "k_acct", g.ibans("AT|CH|NL", False)),
    ("bank_account", "en", "uk_payees", "account_number", shape("########")),
    ("bank_account", "pl", "pracownicy", "nr_konta", shape("## 1140 2004 0000 #### #### ####")),
    ("national_id", "pl", "klienci", "pesel", g.polish_pesels()),
    ("national_id", "en", "theatre_list", "nhs_no", g.nhs_numbers()),
    ("national_id", "sv", "patientregister", "personnr", g.swedish_ids()),
    ("passport", "en", "crew_manifest", "ppt_num", shape("5########|7########|N%######")),
    ("passport", "pl", "wnioski_wizowe", "nr paszportu", shape("EK#######|EL#######")),
    ("driver_license", "en", "fleet_drivers", "licence_no", shape("OKONJ7##2#5N99KV|ZEMAN8#1#2#E99UN")),
    ("driver_license", "en", "tx_rentals", "DLN_TX", shape("%#######")),
    ("username", "en", "gameserver", "nick", g.handles(NAMES, "{given}{number}x")),
    ("username", "en", "jira_export", "assignee_uid", g.handles(NAMES, "{family}{number}")),
    ("profile_url", "en", "speakers", "web_profile", g.emails(NAMES, "twitter.com|x.com", "https://{domain}/{given}_{family}_ex")),
    ("profile_url", "en", "authors", "orcid_or_social", g.emails(NAMES, "social.example.org", "https://{domain}/@{given}{number}")),
    ("cookie_id", "en", "ad_clicks", "_fbp", shape("fb.1.16###########.%#########")),
    ("cookie_id", "en", "clickstream", "sess_cookie", shape("s:^^^^^^^^^^^^^^^^^^^^^^^^")),
    ("ip_address", "en", "audit", "origin_ip", g.ipv4s("198.51.100")),
    ("ip_address", "en", "vpn", "endpoint6", g.ipv6s()),
    ("mac_address", "en", "iot", "eth0", g.macs()),
    ("mac_address", "en", "switch_ports", "learned", g.repeat(lambda rng: f"0000.5e00.53{rng.randrange(256):02x}")),
]

QUASI = [
    ("date_of_birth", "en", "claims", "dob", g.dates(1940, 2002, "%d/%m/%Y")),
    ("date_of_birth", "pl", "klienci", "data_urodzenia", g.dates(1945, 2004)),
    ("postal_code", "en", "claims", "postcode", shape("EX4 %QJ|NR1 %PA|EH1 %YZ|OX4 %KN")),
    ("postal_code", "pl", "klienci", "kod", shape("30-###|61-###|80-2##")),
    ("sex", "en", "herd_owners", "m_f", pool("Female|Male|male|female|Male")),
    ("sex", "pl", "pacjenci", "płeć", pool("K|M|K|M|nieznana")),
    ("age", "en", "claims", "age_at_loss", g.ages(17, 88)),
    ("age", "cs", "dotaznik_obyvatel", "věk", g.ages(15, 90)),
    ("employer", "en", "claims", "works_for", pool("Northgate Council|Umbrella Cleaning Ltd|Kestrel Foods|unemployed|Oakwood Care Home|Invicta Buses|Quill & Co")),
    ("employer", "pl", "kredyty", "zakład_pracy", pool("Huta Przykład S.A.|Szpital Miejski|własna działalność|Piekarnia Okruszek|emeryt|Urząd Gminy")),
    ("job_title", "en", "claims", "occupation", pool("Electrician|Nurse|Office manager|Unemployed|Estate agent|Kitchen porter|Optician|Undertaker")),
    ("job_title", "cs", "zamestnanci", "pracovní pozice", pool("účetní|řidič|zdravotní sestra|skladník|učitelka|vedoucí směny|programátor")),
    ("department", "en", "helpdesk", "org_unit", pool("IT|Operations|Engineering|Nursing|Quality|Underwriting|Oncology")),
    ("department", "cs", "zamestnanci", "oddělení", pool("nákup|účtárna|výroba|údržba|personální|expedice")),
    ("user_agent", "en", "audit", "ua", g.user_agents(120, 121)),
    ("user_agent", "en", "app_events", "client_string", g.user_agents(117, 118)),
    ("geo_coordinates", "en", "bike_share", "start_lat", g.decimals(55.8, 55.99, "{:.6f}")),
    ("geo_coordinates", "en", "checkins", "where", g.repeat(lambda rng: f"{rng.uniform(52.1, 52.3):.5f}, {rng.uniform(20.8, 21.2):.5f}")),
]

SECRETS = [
    ("password", "en", "crm_users_old", "pwd", each("Newport1!|kittyKat9|OpenSesame5|nothing2see|incorrect-horse|Ut0pia!!|eleph4nt|Iceland2016|victory#1|umbrella88|0ct0pus|KeepOut!7|quokka22|ninjaTurtle|olive.oil3|egg&chips")),
    ("password", "pl", "uzytkownicy", "haslo", each("Kotek123|wiosna2020|Nie_pamietam1|ogorek77|Ula1984!|krakow!KR|ulubiony5|nalesnik9|Kanapka#2|ekler2000|Olek&Ola|qazwsx12|VivaPolska1|inneHaslo3|urlop2023|nocnik")),
    ("security_answer", "en", "crm_users_old", "hint_reply", pool("Kipper|Ulverston|Nibbles|Old Kent Road|Eastbourne|Uncle Vernon|Oscar|Nando's|Ilfracombe")),
    ("security_answer", "pl", "uzytkownicy", "odp_pomocnicza", pool("Burek|Nysa|Kicia|Ustka|pani Ewelina|Kajtek|Olsztynek|Ogonek")),
]

COLUMNS = DIRECT + QUASI + SECRETS
