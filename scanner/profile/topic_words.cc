#include "scanner/profile/topic_words.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace sunder::scanner {
namespace {

// Words with a blank before and behind each; one that ends in "_" is whole, others are beginnings.

constexpr std::string_view kPersonStems =
    " patient pacient pacjent pacjenc pazient paciente potila beteg hasta_ pasien пациент "
    "пацієнт mitarbeiter beschaeftig beschäftig angestellt personal personel personnel "
    "employe emplead empregad dipendent medewerk werknemer anställd anstalld ansatt "
    "medarbejd pracown zaměstnan zamestnan zaposlen angajat dolgoz alkalmazott työntekij "
    "tyontekij çalışan calisan сотрудник співробітник работник працівник kunden kundin "
    "clientes clienti klient asiak ügyf ugyf zákazn zakazn müşteri musteri клиент клієнт "
    "абонент schüler schueler student étudiant etudiant élève eleves alumno alumni alumna "
    "aluno estudiant estudante leerling uczni uczen uczniow studenci studerende opiskelij "
    "oppilas diák diak žák žiak öğrenci ogrenci ученик учень студент учащ elever elevi "
    "scolar escolar écolier ecolier mitglied miembro membr membri adhérent adherent "
    "afiliad filiad iscritt inscrit inscripc inscric medlem jäsen jasen członk czlonk "
    "člen clenov членов üyele uyele tessera militant wähler waehler wahlber électeur "
    "electeur elector eleitor elettor kiezer väljar valjar wyborc volič volic seçmen "
    "secmen избират виборц valassi bewohner habitant résident resident residente inquilin "
    "mieszka lokator obyvat boende bewoner inwoner asukas lakos жител мешкан пансион "
    "internat insass detenut detenu détenu recluso preso_ häftling haeftling hafl gedetin "
    "więźni wiezni vězn vezn fånge intern_ arrest custod detain offender inmate prison "
    "defendant suspect suspekt victim witness beschuldig verdächtig zeuge lohn gehalt "
    "payroll paie_ salari nomina_ nómina nominas cedolin busta kadry kadrow lön_ palk "
    "bordro зарплат кадр hr_ hris hcm workday peoplesoft successfactor abrechnungsp "
    "personalst bewerb candidat kandidat aplicant postulant sollicit sökande hakija "
    "applicant recruit ansök census censo censim recens zensus volkszähl spis_ sčítání "
    "scitani перепис padron padrón empadron anagraf melderegist einwohn bevölkerungsr "
    "burgerzaken brp_ nüfus nufus survey umfrage befrag enquête enquete encuest inquérit "
    "inquerit sondag sondaggio questionar anket ankiet sondaz sondaż dotazník dotaznik "
    "undersök undersøg kysely опрос анкет баромет baromet barómet panel_ stempanel valu "
    "exitpoll voter canvass electeurs donor donat spender doador donante donneur darczyńc "
    "bağışç bagisc volunteer freiwillig bénévol benevol volontar voluntar vrijwillig "
    "wolontar frivillig gönüllü refugee flüchtl fluechtl réfugié refugi asyl asilo_ "
    "migrant uchodź uchodz versichert insured assuré asegurad assicurat ubezpieczon "
    "försäkr sigortal mandant klientel gäste gaest guest huésped ospiti hóspede passag "
    "passenger passeng fahrgast viajero teilnehm particip deelnem uczestni účastn deltag "
    "osallist katılım katilim участник contact kontakt contatt household haushalt foyer "
    "hogar_ ménage famil familia rodzin kinder enfant niñ_ nino_ criança crianca bambin "
    "dziec děti deti lapsi çocuk cocuk kita kindergart crèche creche nursery clinic "
    "klinik clinique clínic ospedal hospital hospiz hospice spital szpital nemocnic "
    "sjukhus sairaala hastane больниц лікарн ward_ palaty палат klinika przychod seelsorg "
    "chaplain pflege aldrebo äldrebo vanhain wzz dps_ altenheim senioren jeugdzorg "
    "beratung counsel sozialh vorsorg dépist depist checkpoint depistage admiss admission "
    "enrol roster rolls registrant respond lonslip stammdaten leden_ ledenl abonné abonne "
    "subscriber abbonat user_ users usr usuari utilis utent benutzer gebruik användar "
    "anvandar bruger użytkown uzytkown kullan пользоват користувач account_ login lender "
    "borrower kredit solicitud loan_ mortgage hmda tenant housing citizen bürger buerger "
    "citoyen ciudadan cidadã cittadin obywat občan obcan medborg гражд громадян people "
    "person perso osoby osob_ personer henkil kişi kisi szemely személy люди лиц_ "
    "vrijwilligers lichny дел_ dela_ 员工 職員 社員 従業員 患者 入居者 学生 生徒 会員 顧客 名簿 "
    "学籍 病人 会员 客户 选民 "
    "有権者 調査 アンケート 환자 직원 학생 회원 고객 نزلاء مرضى موظف طلاب عملاء أعضاء ناخب מטופל "
    "עובדים תלמיד "
    "לקוחות חברים רוגי कर्मचारी मरीज छात्र ग्राहक सदस्य मतदाता คนไข้ ผู้ป่วย พนักงาน "
    "นักเรียน ลูกค้า nhân_viên hoc_sinh sinh_vien εγγραφ ασθεν εργαζ μαθητ πελατ μελ_ "
    "ψηφοφ служител ученици пациенти karyawan siswa pegawai penduduk ktp pelanggan "
    "zaposleni učenic ucenic učenik ucenik studenti pacijent bolesnik glasač elus_ élus "
    "elected councillor mandatar legislat senator deputies deputad diputad pupil learner "
    "matric nominals_ nominal_ pnc_ teacher nurse doctor worker crew guardian parent mother father "
    "camper camp_ signup "
    "enroll profiles_ profils_ perfiles_ foster_ cadet kadett czytelnik leser_ lecteur lecteurs "
    "lectores_ lettor lezers_ läsare читател okuyucu runner läufer laeufer coureur corredores_ "
    "funeral uitvaart bestattung begräbnis obsèques obseques funerale pogrzeb begravn begrav_ "
    "dental_ dentist tandkort zahnarzt dentaire helpline hotline caller visa_ passport omnibus_ "
    "cati_ capi_ cawi_ poll_ polls_ vetting pax_ manifest_ school_meal guests_ rsvp dossier_ "
    "dossiers_ "
    "parishioner paroissien feligres parroquian congregant gemeindeglied soldier soldat sailor "
    "rekrut recrue conscript veteran carer caregiver seafarer marin_ matelot ";

constexpr std::string_view kPersonMarks =
    " pat pt ptnt patient emp empl ee employee wrkr staff cust customer client clnt usr "
    "user mbr mem member stu std student pupil voter vtr elector donor appl applicant app "
    "cand candidate subj subject resp respondent person pers prsn indiv individual holder "
    "hldr insd insured subscr subscriber mother father parent parents guardian mth fth "
    "mat spouse partner child kid head hoh victim vic suspect susp defendant def arrestee "
    "offender inmate detainee decedent contact emergency borrower co coapplicant tenant "
    "resident guest passenger participant kind kinder mutter vater eltern vormund "
    "ehegatte ehepartner klient kunde mitarbeiter ma patientin bewerber schueler schüler "
    "versicherter mere mère pere père enfant conjoint tuteur élève eleve salarie salarié "
    "assure assuré titulaire adherent madre padre hijo hija conyuge cónyuge tutor "
    "paciente alumno empleado trabajador trab titular jefe madres mae mãe pai filho filha "
    "aluno funcionario funcionário figlio figlia coniuge paziente alunno dipendente "
    "tutore capofamiglia moeder vader ouder ouders klant leerling medewerker cliënt matka "
    "matki ojciec ojca rodzic dziecka dziecko pacjenta pac ucznia miesz mieszkańca prac "
    "pracownika klienta kl ub ubezp zgonu matky otce ditete dítěte zaka žáka anne baba eş "
    "es çocuk hasta çalışan öğrenci jefa asiakas potilas lapsi oppilas elev elevului "
    "beteg gyermek anya apa tanulo μαθητή μαθ ασθενή πελάτη матери отца ребенка пациента "
    "сотрудника ученика мать отец reda far mor barn förälder foralder medlem boende hoved "
    "siswa pasien ayah ibu anak pddk penduduk kk 本人 患者 配偶者 父 母 生徒 夫 妻 환자 본인 学生 "
    "self ";

constexpr std::string_view kThingStems =
    " langs interp_ dolmet countr ctry pays_ paises países panstw państw länder laender "
    "landen nazioni paesi_ ülke ulke страны země_ airport airline flight lufthans "
    "codelist lookup lkp ref_ refs reference referenz vehicle auto_ autos fahrzeug coche "
    "carro_ voiture vettur samochod sklad lager_ magazyn depozit stock inventar inventur "
    "bestand sku artikel article articul artigo articol towar produit produk товар goods "
    "merch assort sortim katalog catálog catalogu kumas kumaş tkanin stoff textil tessut "
    "tela_ telas tissu fabric garment cloth kleid robe_ robes ropa knit malhar vestid "
    "odzież odziez paint_ farben lack peintur pintur vernic farby tile_ tiles fliesen "
    "möbel moebel meubl muebl mobili_ mebl mobel furnit türen tueren tuer door drzwi "
    "porte_ puerta dveri двер beslag fenster window lock_ schloss schließ hinge scharnier "
    "pipe rohr fitting valve ventil tubo plug stecker kabel cable cavo drahtb bewehr "
    "baustoff concrete beton rebar steel stahl acier acero material werkstoff wein vino_ "
    "vini_ vinho vinot vins wijn vin_ wijnk víno bodega cantina adega cave_ weinb кладов "
    "wino_ wina bier_ beer brew cerve birra pivo пиво whisk spirit getränk getraenk menu "
    "kantin speise küche kueche mensa_menu carte_ cocina cucina kuchni yemek ürün urun "
    "ürünler urunler lebensm food aliment żywno zywno recept_ recepten recepte receptek "
    "recepty receta rezept przepis halal_ "
    "kosher slaughter schlacht abatt matad cheese fromag käse queso formagg ser_ ost_ "
    "juust peynir сыр yaourt tier_ tiere animal anima_ zwierz zvíř zvir hayvan живот djur "
    "husdjur dyr_ eläin elain állat allat dier_ dieren veterin weterin pet_ pets mascot "
    "hunde hund_ hond_ honden perro psy_ koira köpek kopek собак pies_ kennel katze chat_ "
    "gato kot_ koty кошк cheval caball pferd hest häst horse_ koń konie лошад rinder "
    "bovin vacas_ mucche ganad élevage elevage allevam zucht stier toro_ toros ovej sheep "
    "schaf pecor owce cattle livestock herd bestiam stud_ chicken poultry geflügel chess "
    "schach échecs echecs ajedrez scacchi szach schaak sakk satranç satranc шахмат šach "
    "sach_ xadrez partie_ pgn gamer gammon tavla dame_ checkers go_ 対局 囲碁 将棋 board_game "
    "boardg parkrun heat heats fixture league liga_ ligue giron serie_ torneo tournoi "
    "turnier turniej spiele games_ spiel_ race_ races_ courses_ course_ carreras "
    "corsa gara_ gare_ lauf_ läufe wyścig wyscig zawod závod zavod soccer fussball "
    "fußball futbol calcio football rugby hockey regatta marathon olymp stadion print_ "
    "scan_ scans tirage druck plano planos layout page_ seite display screen monitor "
    "bildsch poster_ photo foto camera kamera config cfg_ settings contract vertrag "
    "contrat contrato umow_ smlouv договор mandate_ procès pleito zaak_ zaken lawsuit "
    "litig dosar_ case_law court_list invoice rechnung faktur fattur factur po_ ledger "
    "journal_entry award prize wettbewerb concurso stress_test scenario estimat budget "
    "orcament orçament kostenst cost_ asset_ assets listed_ building gebäude gebaeude "
    "edific edifici bâtim batim budyn budov byggn rakenn épület bina_ здани denkmal "
    "monument heritage_site 史跡 kirchen_ kyrkor kyrka_ églises iglesias igrej chiese "
    "kościoł kosciol kostel mosque mosch moschee temple_ cami_ churches synagog museum "
    "musée musee museo muzeum objects_ exhib kunst art_ arte_ gemälde painting sculpt "
    "collect book_ books bücher buecher livre libro libri livro ksiazk książ kniha kitap "
    "knih книг bibliot library_ shelf song music musik musiq muzyk album playlist lied "
    "lyric movie film film_ serie titel_ genre subtit untertit ondertit altyazı belge "
    "dokumen dokument moon calendar kalend feiert holiday baby_names firstnames vornamen_ "
    "prenoms_ names_list query sql_ pflanz plante rośl rostlin bitki растен seed saat "
    "baum tree_ arbre garden flower blume elections_ref parties_ref partylist dict "
    "wörterb woerterb vocab lexik korpus treebank grammar boat schiff bateau barco nave_ "
    "statek ship_ vessel yacht aircraft train_ lok_ coin münz muenz moneta banknote stamp "
    "customs zoll douane aduan dogana cło import_goods gümrük tariff kaas kazen cheeses "
    "triathl duathl ironman cycling rowing swim_ swimming ski_ skiing derby jockey "
    "trotting trab_ galopp hippodrom turf_ nda ndas negotiat treaty crayon pencil "
    "bleistift wiring wire_ verfahren rechtsstreit radio_ broadcast emission sendung "
    "show_ shows exercise moves gym_moves rebanho rebaño herd_ numism münzk muenzk "
    "valuables snack konserv pastry torte kuchen backw bäck boulang pastel panad sweets "
    "candy fishing fishery_ pesca_ pesci_ peces poisson fisch hengel vissen_ vissoort vis_ "
    "results_ resultados_ resultats résultats ergebnisse_ risultati_ wyniki_ seat_ seats_ "
    "constituenc "
    "wahlkreis circonscription establishments établissements einrichtungen logement immobil "
    "courier kurier parcel paket_ colis_ paczk shipment delivery lieferung risk_ risiko "
    "timetable stundenplan horario_escolar emploi_du rozklad rozvrh lessons_ cultivar rose_ roses_ "
    "rosen_ orchid tulip dahlia stable_ stables_ hodowl equestri reitst خيل الخيل حصان خیل "
    "اسب سوارکاری "
    "اسبان roast_ roastery rösterei torrefac torrefaz "
    "ryby_ ryba_ fiske_ fisk_ kala_ balık balik "
    "pathogen isolate germplasm plasmid primer_ primers_ biovar 寺院 神社 사찰 मंदिर मस्जिद canile "
    "route gtfs chocol schoko praline coffee kaffee café_ tea_ teesort spice gewürz epice ";

constexpr std::string_view kThingMarks =
    " langs lang language languages spkn spoken sprache sprachen langue langues idioma "
    "idiomas lengua lingua lingue língua linguagem taal talen språk sprog kieli nyelv "
    "język jezyk języki jazyk dil diller язык языки мова γλώσσα لغة שפה 言語 语言 언어 भाषा "
    "ngôn bahasa nacionalidad nationalität staatsangehörigkeit nationalité nazionalità "
    "nacionalidade "
    "nationaliteit obywatelstwo citizenship ciudadania ciudadanía cidadania cittadinanza "
    "tongue muttersprache risk risiko riesgo rischio risque colour colours color "
    "colors clr coul couleur farbe farben "
    "färg farve väri szín kolor kolory cor cores colore colori barva renk rengi цвет "
    "tsvet колір χρώμα لون צבע 色 颜色 顏色 색 색상 màu warna kleur ctry cntry country land "
    "länder pays país paese kraj państwo země ülke страна країна 国 국가 breed breeds poroda "
    "порода rase anim animal chien chat cheval bov bovine bovina hund katze toro perro "
    "gato cão cavallo cane raça_animal kennel vieh bldg building bau bauwerk gebäude "
    "byggn byggnad edificio bâtiment 建物 budynek cuisine kitchen küche cocina cucina milk "
    "lait milch leche latte grape uva uve traube cépage cepa vino wine vin wein vinho "
    "cheese fromage käse finish fabric stoff tissu tela tile marble blend scenario screen "
    "scr page hoja feuille seite blatt pagina artist artists band singer author_name "
    "composer genre gattung bin aisle shelf rack sheet font stripe heat cert "
    "certificate zertifikat halal kosher diet_cert animali mutfak mutfağı goods good ware "
    "wares waren "
    "snack dish dishes produkt produit producto prodotto artikel merce shade hue pferd "
    "horse race_no lap laps classe klasse kategorie اسب 舞种 tịch winner winning victor stärkste "
    "staerkste stärkster sieger siegreiche gewinner gagnant vainqueur ganador ganadora vencedor "
    "vencedora vincitore vincente winnaar winnende zwycięzca zwycięska vinnare vinnande vinder "
    "vindende vítěz vítězná győztes победитель победившая переможець kazanan ";

using WordSet = std::unordered_set<std::string_view>;

// Every table's name is looked up, and folders hold many tables.
template <const std::string_view& kWords>
const WordSet& SetOf() {
  static const WordSet set = [] {
    WordSet words;
    for (size_t at = 0; at < kWords.size();) {
      const size_t end = std::min(kWords.find(' ', at), kWords.size());
      if (end > at) words.insert(kWords.substr(at, end - at));
      at = end + 1;
    }
    return words;
  }();
  return set;
}

// A word of a list, or one that begins like a stem of it.
bool IsInStems(const WordSet& stems, std::string_view word) {
  constexpr size_t kStemMin = 3;  // bytes
  if (stems.contains(std::string(word) + "_")) return true;
  for (size_t size = word.size(); size >= kStemMin; --size) {
    if (stems.contains(word.substr(0, size))) return true;
  }
  return false;
}

}  // namespace

bool IsPersonTopic(std::string_view word) { return IsInStems(SetOf<kPersonStems>(), word); }
bool IsThingTopic(std::string_view word) { return IsInStems(SetOf<kThingStems>(), word); }
bool IsPersonMark(std::string_view word) { return SetOf<kPersonMarks>().contains(word); }
bool IsThingMark(std::string_view word) { return SetOf<kThingMarks>().contains(word); }

}  // namespace sunder::scanner
