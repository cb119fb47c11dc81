"""Invented persons: given names and surnames, no word in two parts."""

TRAIN = (
    "Amara Bilal Birgit Chiara Darius Ewa Femi Gudrun Hamza Ilse Jorge Katya Lwazi Mireille Nadia Olumide Parvati Rasmus Saoirse Tariq Ulla Vikram "
    "Wioletta Xiomara Yusuf Zainab Anselm Brielle Cosmin Dwayne Eszter Fiona".split(),
    "Abara Bergqvist Castellano Dragomir Eklund Fadel Grabowski Haddad Ilinca Jankowska Kamau Lindqvist Mbatha Novotná Oduya Pietersen Quispe Rahimi "
    "Sørby Takács Ueda Vandenberg Whitlock Xhaferi Yamaguchi Zielonka Ashdown Brandauer Corrigan Duvalier Ferreiro Halloran".split())

DEV = (
    "Alasdair Beatriz Chidi Dalia Emre Frida Goran Hyacinth Ines Jamal Kerstin Leif Malika Nikos Oksana Priya Quentin Rosalind Stellan Tomoko Umar "
    "Vesna Wendell Yael Zdeněk".split(),
    "Achterberg Bielecki Chukwuma Demetriou Espinoza Farouk Gallagher Hendricks Iyengar Johansen Karadağ Lombardi Mwangi Nygaard Okonjo Papadakis "
    "Rezaei Sandoval Tkachuk Urquhart Vasquez Weizmann Yildirim Zeman Ballantyne".split())

TEST = (
    "Agnieszka Boris Carmen Deepika Elif Francesca Gareth Hiroshi Ingrid Joaquín Khadija Lorenz Marisol Nkechi Oisín Paulina Rashid Sigrun Thandiwe "
    "Ulrich Valentina Wei Ximena Yevgenia Zoltán Aditi Bronwyn Cedric Dinara Eamon Fatoumata Gintaras".split(),
    "Adeyemi Baumgartner Cavendish Dlamini Eriksson Fontaine Guzmán Hashemi Ivanova Jaramillo Kowalczyk Lefebvre Marchetti Nakamura Oyelaran Petrosyan "
    "Qureshi Rosenthal Sithole Thorvaldsen Ulyanov Villanueva Wachowski Xu Yoshida Zimmermann Abernathy Bhattacharya Cruikshank Dubois Esterházy Featherstone".split())

# Names in their own writing.
TRAIN_HINDI = "अमित वर्मा|सुनीता देवी|राकेश चौहान|पूनम यादव|विजय नायर|मीना अग्रवाल|संजय पटेल|किरण जोशी"
DEV_GREEK = "Σταύρος Μαυρίδης|Ελένη Καραγιάννη|Πέτρος Αλεξίου|Δήμητρα Βλάχου|Κώστας Ρήγας|Μαρία Σταθάκη|Γιώργος Λαμπράκης"
TEST_CHINESE = "王晓燕|李建国|张丽华|陈志强|刘洋|赵敏|黄海涛|周婷婷|吴俊杰|徐静"
TEST_RUSSIAN = "Смирнова Алла Петровна|Кузнецов Игорь Олегович|Попова Дарья Ильинична|Волков Антон Сергеевич|Зайцева Нина Павловна|Орлов Глеб Юрьевич"
