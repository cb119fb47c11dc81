"""Makers of column values. Each returns a function (rng, count) -> list of strings.

Numbers that carry check digits in life carry valid ones here; everything is invented. Cards lie in the ranges of
published test numbers, telephone numbers, addresses of machines and domains in the ranges reserved for fiction.
"""
import datetime
import string


# ---- plain values ----

def pool(text):
    """'a|b|c', drawn with replacement; earlier entries are more frequent."""
    entries = text.split("|")
    weights = [1 / (rank + 2) ** 0.8 for rank in range(len(entries))]
    return lambda rng, count: rng.choices(entries, weights, k=count)


def each(text):
    """'a|b|c', every entry once in a shuffled order; used for texts that do not repeat."""
    entries = text.split("|")

    def make(rng, count):
        picked = entries[:]
        rng.shuffle(picked)
        while len(picked) < 15:
            picked.append(rng.choice(entries))
        return picked[:max(count, 15)]
    return make


def multi(text, separator="; "):
    """One or several entries of 'a|b|c' in a cell."""
    entries = text.split("|")
    return lambda rng, count: [separator.join(rng.sample(entries, rng.choice((1, 1, 2, 2, 3)))) for _ in range(count)]


def messy(make, rubbish, share=0.15):
    """A maker some of whose values are lost to 'N/A||?'."""
    entries = rubbish.split("|")
    return lambda rng, count: [rng.choice(entries) if rng.random() < share else v for v in make(rng, count)]


def repeat(one):
    """A maker from a function rng -> one value."""
    return lambda rng, count: [one(rng) for _ in range(count)]


def shape(pattern):
    """# a digit, % a digit but 0, @ a capital, & a small letter, ^ a hexadecimal digit; 'a|b' picks one."""
    sets = {"#": string.digits, "%": "123456789", "@": "ABCDEFGHJKLMNPRSTVWXYZ", "&": string.ascii_lowercase,
            "^": "0123456789abcdef"}
    return repeat(lambda rng: "".join(rng.choice(sets[c]) if c in sets else c for c in rng.choice(pattern.split("|"))))


def numbers(low, high, form="{}"):
    return repeat(lambda rng: form.format(rng.randint(low, high)))


def decimals(low, high, form="{:.2f}"):
    return repeat(lambda rng: form.format(rng.uniform(low, high)))


def ages(low, high, form="{}"):
    """A bell, not a flat spread."""
    return repeat(lambda rng: form.format(round(rng.triangular(low, high, low + (high - low) * 0.4))))


def sequence(start, form="{}", step=3):
    def make(rng, count):
        at, out = start, []
        for _ in range(count):
            out.append(form.format(at))
            at += rng.randint(1, step)
        return out
    return make


def dates(first_year, last_year, form="%Y-%m-%d"):
    def one(rng):
        day = datetime.datetime(rng.randint(first_year, last_year), 1, 1)
        return (day + datetime.timedelta(days=rng.randrange(365), seconds=rng.randrange(86400))).strftime(form)
    return repeat(one)


def uuids():
    return shape("^^^^^^^^-^^^^-4^^^-a^^^-^^^^^^^^^^^^")


def isbns(form="978-{0}-{1}-{2}-{3}"):
    def one(rng):
        digits = "978" + "".join(rng.choice(string.digits) for _ in range(9))
        check = -sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10
        return form.format(digits[3], digits[4:8], digits[8:], check)
    return repeat(one)


# ---- names and what is made of them ----

def full_names(names, form="{given} {family}"):
    given, family = names
    return repeat(lambda rng: form.format(given=rng.choice(given), family=rng.choice(family), initial=rng.choice("ABEHJKLMRST")))


def one_name(entries):
    return repeat(lambda rng: rng.choice(entries))


def ascii_name(name):
    table = str.maketrans("áàâäãåąçćčďéèêëęěğíìîïıłñńňóòôöõøőřśšşťúùûüůűýźžż", "aaaaaaacccdeeeeeegiiiiilnnnooooooorssstuuuuuuyzzz")
    return "".join(c for c in name.lower().translate(table) if c in string.ascii_lowercase)


def emails(names, domains="example.com|example.org|example.net", form="{given}.{family}@{domain}"):
    given, family = names
    return repeat(lambda rng: form.format(given=ascii_name(rng.choice(given)), family=ascii_name(rng.choice(family)),
                                          domain=rng.choice(domains.split("|")), number=rng.randint(1, 99)))


def handles(names, form="{given}_{family}{number}"):
    return emails(names, "", form)


def addresses(streets, places, form):
    """streets 'a|b', places 'code town|code town'; the form places {street}, {house} and {place}."""
    return repeat(lambda rng: form.format(street=rng.choice(streets.split("|")), house=rng.randint(1, 180),
                                          place=rng.choice(places.split("|")), flat=rng.randint(1, 30)))


# ---- check digits ----

def luhn_digit(body):
    total = 0
    for at, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if at % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def random_digits(rng, count):
    return "".join(rng.choice(string.digits) for _ in range(count))


def cards(prefixes, separator="", length=16):
    """Numbers behind the prefixes of published test cards: 424242, 411111, 555555, 400005, 378282 …"""
    def one(rng):
        prefix = rng.choice(prefixes.split("|"))
        body = prefix + random_digits(rng, length - 1 - len(prefix))
        number = body + luhn_digit(body)
        if length == 15:
            return separator.join((number[:4], number[4:10], number[10:]))
        return separator.join(number[i:i + 4] for i in range(0, length, 4))
    return repeat(one)


def weighted(body, weights):
    return sum(int(d) * w for d, w in zip(body, weights))


def dutch_eleven(rng, length):
    """A Dutch number that passes the eleven test (bank accounts: all weights falling to 1)."""
    while True:
        number = rng.choice("123456789") + random_digits(rng, length - 1)
        if weighted(number, range(length, 0, -1)) % 11 == 0:
            return number


def iban_of(country, bban):
    spelled = "".join(str(int(c, 36)) for c in bban + country + "00")
    return f"{country}{98 - int(spelled) % 97:02}{bban}"


def bban(rng, country):
    if country == "DE":
        return "37040044" + random_digits(rng, 10)
    if country == "AT":
        return "19043" + random_digits(rng, 11)
    if country == "CH":
        return "00762" + random_digits(rng, 12)
    if country == "GB":
        return "WEST123456" + random_digits(rng, 8)
    if country == "NL":
        return "ABNA" + dutch_eleven(rng, 10)
    if country == "BE":
        body = "539" + random_digits(rng, 7)
        return f"{body}{int(body) % 97 or 97:02}"
    if country == "FR":
        bank, branch, account = "20041", "01005", random_digits(rng, 11)
        return f"{bank}{branch}{account}{97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97:02}"
    raise ValueError(country)


def ibans(countries, spaced=True):
    def one(rng):
        country = rng.choice(countries.split("|"))
        number = iban_of(country, bban(rng, country))
        return " ".join(number[i:i + 4] for i in range(0, len(number), 4)) if spaced else number
    return repeat(one)


def clabes():
    def one(rng):
        body = "002010" + random_digits(rng, 11)
        return body + str(-sum(int(d) * (3, 7, 1)[i % 3] % 10 for i, d in enumerate(body)) % 10)
    return repeat(one)


def czech_accounts():
    def one(rng):
        while True:
            number = rng.choice("123456789") + random_digits(rng, 9)
            if weighted(number, (6, 3, 7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0:
                return number + "/" + rng.choice(("0100", "0300", "0800"))
    return repeat(one)


def us_ssns(form="{}-{:02}-{:04}"):
    return repeat(lambda rng: form.format(rng.choice((219, 457, 301, 512, 118)), rng.randint(1, 99), rng.randint(1, 9999)))


def nhs_numbers(form="{} {} {}"):
    """999 heads the range kept for tests."""
    def one(rng):
        while True:
            body = "999" + random_digits(rng, 6)
            check = -weighted(body, range(10, 1, -1)) % 11
            if check < 10:
                return form.format(body[:3], body[3:6], body[6:] + str(check))
    return repeat(one)


def spanish_dnis():
    def one(rng):
        number = rng.randint(1, 99999999)
        return f"{number:08}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"
    return repeat(one)


def french_nirs():
    def one(rng):
        body = f"{rng.choice('12')}{rng.randint(40, 99)}{rng.randint(1, 12):02}{rng.randint(21, 95)}{rng.randint(1, 400):03}{rng.randint(1, 300):03}"
        return f"{body}{97 - int(body) % 97:02}"
    return repeat(one)


def brazilian_cpfs(form="{}.{}.{}-{}"):
    def one(rng):
        body = random_digits(rng, 9)
        for length in (10, 11):
            body += str(weighted(body, range(length, 1, -1)) * 10 % 11 % 10)
        return form.format(body[:3], body[3:6], body[6:9], body[9:])
    return repeat(one)


def polish_pesels():
    def one(rng):
        body = f"{rng.randint(40, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{random_digits(rng, 4)}"
        return body + str(-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)
    return repeat(one)


def dutch_bsns():
    def one(rng):
        while True:
            number = rng.choice("12") + random_digits(rng, 8)
            if (weighted(number[:8], range(9, 1, -1)) - int(number[8])) % 11 == 0:
                return number
    return repeat(one)


def swedish_ids():
    def one(rng):
        body = f"{rng.randint(40, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 979):03}"
        return f"19{body[:6]}-{body[6:]}{luhn_digit(body)}"
    return repeat(one)


def turkish_ids():
    def one(rng):
        body = rng.choice("123456789") + random_digits(rng, 8)
        digits = [int(d) for d in body]
        tenth = (7 * sum(digits[0::2]) - sum(digits[1::2])) % 10
        return f"{body}{tenth}{(sum(digits) + tenth) % 10}"
    return repeat(one)


def chinese_ids():
    def one(rng):
        body = f"{rng.choice(('110101', '310104', '440106', '510107'))}{rng.randint(1950, 2004)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
        total = weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
        return body + "10X98765432"[total % 11]
    return repeat(one)


def israeli_ids():
    def one(rng):
        body = rng.choice("0235") + random_digits(rng, 7)
        return body + luhn_digit(body)
    return repeat(one)


def canadian_sins():
    """0 heads numbers that are not given out."""
    def one(rng):
        body = "0" + random_digits(rng, 7)
        number = body + luhn_digit(body)
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    return repeat(one)


def saudi_ids():
    def one(rng):
        body = rng.choice("1112") + random_digits(rng, 8)
        return body + luhn_digit(body)
    return repeat(one)


def korean_ids():
    def one(rng):
        year = rng.randint(1950, 2004)
        body = f"{year % 100:02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.choice('12' if year < 2000 else '34')}{random_digits(rng, 5)}"
        check = (11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10
        return f"{body[:6]}-{body[6:]}{check}"
    return repeat(one)


def japanese_numbers():
    def one(rng):
        body = random_digits(rng, 11)
        rest = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(body), 1)) % 11
        number = body + str(0 if rest <= 1 else 11 - rest)
        return " ".join(number[i:i + 4] for i in (0, 4, 8))
    return repeat(one)


def portuguese_nifs():
    def one(rng):
        body = rng.choice("12") + random_digits(rng, 7)
        check = 11 - weighted(body, range(9, 1, -1)) % 11
        return body + str(0 if check >= 10 else check)
    return repeat(one)


def russian_snils():
    def one(rng):
        body = rng.choice("01") + random_digits(rng, 8)
        check = weighted(body, range(9, 0, -1)) % 101 % 100
        return f"{body[:3]}-{body[3:6]}-{body[6:]} {check:02}"
    return repeat(one)


def german_tax_ids():
    def one(rng):
        digits = rng.sample("123456789", 9)
        digits.insert(rng.randint(1, 9), rng.choice(digits[:4]))
        product = 10
        for digit in digits:
            total = (int(digit) + product) % 10 or 10
            product = total * 2 % 11
        number = "".join(digits) + str((11 - product) % 10)
        return f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"
    return repeat(one)


def aadhaar_numbers():
    """Verhoeff's check digit over the dihedral group of ten."""
    def times(a, b):
        if a < 5:
            return (a + b) % 5 + (0 if b < 5 else 5)
        return (a - b) % 5 + (5 if b < 5 else 0)
    step = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)

    def one(rng):
        body = rng.choice("23456789") + random_digits(rng, 10)
        check = 0
        for at, digit in enumerate(reversed(body), 1):
            digit = int(digit)
            for _ in range(at % 8):
                digit = step[digit]
            check = times(check, digit)
        number = body + str((0, 4, 3, 2, 1, 5, 6, 7, 8, 9)[check])
        return f"{number[:4]} {number[4:8]} {number[8:]}"
    return repeat(one)


def italian_codes():
    odd = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                   (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)))

    def one(rng):
        letters = "".join(rng.choice("BCDFGLMNPRSTV") for _ in range(6))
        day = rng.randint(1, 28) + rng.choice((0, 40))
        body = f"{letters}{rng.randint(45, 99)}{rng.choice('ABCDEHLMPRST')}{day:02}{rng.choice(('F205', 'H501', 'L219', 'A944', 'G273'))}"
        total = sum(odd[c] if i % 2 == 0 else int(c, 36) - (10 if c.isalpha() else 0) for i, c in enumerate(body))
        return body + chr(65 + total % 26)
    return repeat(one)


def ninos():
    """QQ is never given out."""
    return repeat(lambda rng: f"QQ {rng.randint(0, 99):02} {rng.randint(0, 99):02} {rng.randint(0, 99):02} {rng.choice('ABCD')}")


# ---- machines and places ----

def ipv4s(nets="192.0.2|198.51.100|203.0.113"):
    return repeat(lambda rng: f"{rng.choice(nets.split('|'))}.{rng.randint(1, 254)}")


def ipv6s():
    return shape("2001:db8:^^^^::^^|2001:db8::^^^^:^^^^|2001:db8:%^:%^^::%")


def macs(separator=":", upper=False):
    def one(rng):
        octets = ["00", "00", "5e", "00", "53", f"{rng.randrange(256):02x}"]
        return separator.join(o.upper() if upper else o for o in octets)
    return repeat(one)


def user_agents(chrome, firefox):
    systems = ("Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 13; SM-A536B")

    def one(rng):
        system = rng.choice(systems)
        if rng.random() < 0.4:
            return f"Mozilla/5.0 ({system}; rv:{firefox}.0) Gecko/20100101 Firefox/{firefox}.0"
        return f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{chrome}.0.{rng.randint(1000, 6000)}.{rng.randint(10, 200)} Safari/537.36"
    return repeat(one)
