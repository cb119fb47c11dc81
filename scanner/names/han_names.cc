// Chinese, Japanese and Korean names: a surname of the list and the characters of a given name,
// where a label or role stands before, a title behind, or the name stands apart.
#include <algorithm>
#include <array>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/han_lexicon.h"
#include "scanner/names/person_names.h"

namespace sunder::scanner::names {
namespace {

class HanFinder {
 public:
  HanFinder(std::string_view text, const std::vector<Token>& tokens, std::vector<Validation>* found)
      : text_(text), tokens_(tokens), found_(found), lexicon_(HanLexicon::Get()) {
    // Kana, or the words of Japanese forms, which have none.
    for (const std::string_view word : {"氏名", "名前", "〒", "様", "生年月日", "住所："}) {
      is_japanese_ = is_japanese_ || text_.find(word) != std::string_view::npos;
    }
    for (const Token& token : tokens) {
      if (token.script != Script::kHan) continue;
      for (uint32_t at = token.span.begin; at < token.span.end; at = NextPoint(text_, at)) {
        is_japanese_ = is_japanese_ || IsKana(text_.substr(at, kPoint));
      }
    }
  }

  void Run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.script != Script::kHan || HasRareIdeograph(token.word)) continue;
      run_ = token.span;
      index_ = i;
      if (IsHangul(token.word)) {
        ReadKorean();
      } else if (is_japanese_) {
        ReadJapanese();
      } else {
        ReadChinese();
      }
    }
  }

 private:
  std::string_view At(uint32_t at, uint32_t points) const {
    if (at + points * kPoint > run_.end) return {};
    return text_.substr(at, points * kPoint);
  }

  bool Is(uint32_t at, uint32_t points, uint32_t mark) const {
    const std::string_view word = At(at, points);
    return !word.empty() && lexicon_.Find(word, mark) != 0;
  }

  // A label directly before, but for a colon, blanks, quotes and brackets.
  bool IsCued(uint32_t at, bool* is_strong = nullptr) const {
    uint32_t end = at;
    bool has_gap = false;
    for (int i = 0; i < 4 && end > 0; ++i) {
      const auto byte = static_cast<unsigned char>(text_[end - 1]);
      if (byte == ' ' || byte == ':' || byte == '"' || byte == '\n' || byte == '(' ||
          byte == '\'') {
        --end;
      } else if (end >= 3 &&
                 (text_.substr(end - 3, 3) == "：" || text_.substr(end - 3, 3) == "　" ||
                  text_.substr(end - 3, 3) == "、" || text_.substr(end - 3, 3) == "，" ||
                  text_.substr(end - 3, 3) == "「")) {
        end -= 3;
      } else {
        break;
      }
      has_gap = true;
    }
    // "写真家の塩見"
    const bool is_owned = end >= 2 * kPoint && text_.substr(end - kPoint, kPoint) == "の";
    if (is_owned && IsBehindOccupation(end - kPoint)) {
      if (is_strong != nullptr) *is_strong = false;
      return true;
    }
    for (uint32_t points = 5; points >= 1; --points) {
      if (end < points * kPoint) continue;
      const std::string_view word = text_.substr(end - points * kPoint, points * kPoint);
      const uint32_t marks = lexicon_.Find(word, kHanLabel | kHanRole | kHanOccupation);
      if (marks == 0) continue;
      if (is_strong != nullptr) *is_strong = (marks & kHanLabel) != 0;
      return points >= 2 || has_gap;
    }
    if (is_strong != nullptr) *is_strong = true;
    return IsJsonName(end);
  }

  bool IsBehindOccupation(uint32_t end) const {
    for (uint32_t points = 6; points >= 2; --points) {
      if (end < points * kPoint) continue;
      const std::string_view word = text_.substr(end - points * kPoint, points * kPoint);
      if (lexicon_.Find(word, kHanOccupation) != 0) return true;
    }
    return false;
  }

  // `"patient": "...`, `"name": "..."`.
  bool IsJsonName(uint32_t end) const {
    static constexpr std::string_view kKeys[] = {"name", "patient", "customer", "contact"};
    return std::any_of(std::begin(kKeys), std::end(kKeys), [&](std::string_view key) {
      return end >= key.size() && text_.substr(end - key.size(), key.size()) == key;
    });
  }

  uint32_t TitleSize(uint32_t at) const {
    for (uint32_t points = 3; points >= 1; --points) {
      if (Is(at, points, kHanTitle)) return points;
    }
    return 0;
  }

  void Add(uint32_t begin, uint32_t end, std::string_view cue) {
    found_->push_back(Accept(cue, Span{begin, end}));
  }

  // Size in points of the surname at `at`.
  uint32_t SurnameSize(uint32_t at, uint32_t mark) const {
    for (uint32_t points = 3; points >= 1; --points) {
      if (Is(at, points, mark)) return points;
    }
    return 0;
  }

  void ReadChinese() {
    uint32_t at = run_.begin;
    while (at < run_.end) {
      const uint32_t end = ReadChineseAt(at);
      at = end > at ? end : at + kPoint;
    }
  }

  uint32_t ReadChineseAt(uint32_t at) {
    const uint32_t surname = SurnameSize(at, kZhSurname);
    if (const uint32_t whole = WholeGivenSize(at); whole > 0) {
      Add(at, at + whole * kPoint, "name");
      return at + whole * kPoint;
    }
    if (IsAlone(at)) {
      Add(at, run_.end, "addressed");
      return run_.end;
    }
    if (IsNickname(at)) {
      Add(at, at + 2 * kPoint, "name");
      return at + 2 * kPoint;
    }
    if (IsWholeLabelled(at)) {
      Add(at, run_.end, "label");
      return run_.end;
    }
    if (surname == 0 || BeginsWord(at)) return at;
    bool is_strong = false;
    bool is_cued = IsCued(at, &is_strong);
    const uint32_t given = at + surname * kPoint;
    const uint32_t left = (run_.end - given) / kPoint;
    if (is_cued && !is_strong) is_cued = left >= 2 && AreGiven(given, 2);
    if (is_cued) {
      if (left == 0 || text_.substr(at).starts_with("陈述") || IsWord(At(at, surname + 2)))
        return at;
      uint32_t size = left >= 2 ? 2 : 1;
      if (left > 2 && !Is(given + kPoint, 1, kZhGiven)) size = 1;
      if (TitleSize(given + kPoint) > 0 && left > 1) size = 1;
      if (left >= 2 && IsFollower(given + kPoint)) size = 1;
      Add(at, given + size * kPoint, "label");
      return given + size * kPoint;
    }
    for (uint32_t size = 2; size >= 1; --size) {
      if (left <= size || !AreGiven(given, size)) continue;
      const uint32_t behind = given + size * kPoint;
      const uint32_t title = TitleSize(behind);
      if (title > 0 && (title > 1 || at == run_.begin)) {
        Add(at, behind, "title");
        return behind;
      }
    }
    const bool begins = at == run_.begin || IsBeforeName(at - kPoint);
    const bool is_common_before_title = Is(at, 1, kZhCommonSurname | kZhNickSurname);
    const bool is_before_title =
        TitleSize(given) >= 2 || (Is(given, 2, kHanOccupation) && is_common_before_title);
    const bool is_inside = TitleSize(given) >= 2 && is_common_before_title && IsBehindSmallWord(at);
    if ((begins || is_inside) && left >= 2 && is_before_title && surname == 1) {
      Add(at, given, "title");
      return given;
    }
    const bool is_whole = at == run_.begin && left == 2;
    const bool is_begin = at == run_.begin && left > 2 && IsFollower(given + 2 * kPoint);
    // "白晓东今天", "由周建国承包": a common surname and two characters of given names.
    const bool is_behind_cue =
        at > run_.begin &&
        (IsBeforeName(at - kPoint) || IsBehindPersonWord(at) || IsBehindOccupation(at));
    const bool is_common = surname == 1 && left >= 2 && Is(at, 1, kZhCommonSurname) &&
                           (is_behind_cue || (at == run_.begin && left > 2));
    if ((is_whole || is_begin || is_common) && AreGiven(given, 2) && !IsWord(At(at, surname + 2))) {
      Add(at, given + 2 * kPoint, "name");
      return given + 2 * kPoint;
    }
    if (IsShortName(at, is_behind_cue)) {
      Add(at, at + 2 * kPoint, "name");
      return at + 2 * kPoint;
    }
    return at;
  }

  // "次仁", "古丽": where a clause begins or behind a cue.
  uint32_t WholeGivenSize(uint32_t at) const {
    for (uint32_t points = 4; points >= 2; --points) {
      if (!Is(at, points, kZhGivenWhole)) continue;
      return at == run_.begin || IsBeforeName(at - kPoint) || IsCued(at) ? points : 0;
    }
    return 0;
  }

  // "应聘人：依力哈木，": the whole of what stands behind a label and a colon, whatever it is made
  // of.
  bool IsWholeLabelled(uint32_t at) const {
    const uint32_t points = (run_.end - at) / kPoint;
    if (at != run_.begin || points < 3 || points > 7) return false;
    const std::string_view before = text_.substr(0, at);
    static constexpr std::string_view kColons[] = {
        "人：", "人:", "者：", "者:", "员：", "員：", "姓名：", "姓名:"};
    bool is_strong = false;
    if (!EndsWithOneOf(before, kColons) || !IsCued(at, &is_strong) || !is_strong) return false;
    static constexpr std::string_view kNoName = "的了是不无無未见見有与與和在等及等本上下以请";
    for (uint32_t i = at; i < run_.end; i += kPoint) {
      if (kNoName.find(At(i, 1)) != std::string_view::npos) return false;
    }
    return SurnameSize(at, kZhCommonSurname) == 0 && !BeginsWord(at) &&
           !Is(at, points, kHanOccupation);
  }

  // "佩芳：" that opens a letter, "。宏斌" that closes one.
  bool IsAlone(uint32_t at) const {
    if (at != run_.begin || run_.end - at != 2 * kPoint || !AreGiven(at, 2) || BeginsWord(at)) {
      return false;
    }
    const std::string_view behind = text_.substr(run_.end);
    if (at == 0) return behind.starts_with("：") || behind.starts_with(":");
    if (!behind.empty() || at < 30 * kPoint) return false;
    const std::string_view before = text_.substr(0, at);
    return before.ends_with("。") || before.ends_with("！") || before.ends_with("\n");
  }

  bool BeginsWord(uint32_t at) const {
    for (uint32_t points = 2; points <= 4; ++points) {
      if (Is(at, points, kZhWord)) return true;
    }
    return false;
  }

  // "书是费老师送的": behind these a word begins.
  bool IsBehindSmallWord(uint32_t at) const {
    static constexpr std::string_view kBefore = "是的了有就还也都又把被说听见看位";
    return at > run_.begin && kBefore.find(At(at - kPoint, 1)) != std::string_view::npos;
  }

  // "由", "找": whom.
  bool IsBeforeName(uint32_t at) const {
    static constexpr std::string_view kBefore = "由找请請叫问問给給跟与與和归歸让讓在对對向被帮幫";
    return kBefore.find(At(at, 1)) != std::string_view::npos;
  }

  // Last characters of words for persons, times and saying, behind which a name may stand: "表姐",
  // "住户", "主讲人", "昨天", "听说".
  bool IsBehindPersonWord(uint32_t at) const {
    if (at < run_.begin + kPoint) return false;
    static constexpr std::string_view kLast =
        "人户员師师生者长姐妹哥弟嫂婆公夫妻友居兒儿爸妈爷奶叔姑姨舅是为為称稱说說天晚早今昨宾";
    return kLast.find(At(at - kPoint, 1)) != std::string_view::npos;
  }

  // What one does, behind a name of two characters.
  bool IsBeforeDeed(uint32_t at) const {
    static constexpr std::string_view kDeeds =
        "的是在与與说說来來从從已被将將对對把为為也又自住去曾拍写寫提反没沒让讓请請问問拿做当當给給"
        "想要会會有爱愛喜替称稱认認表觉覺打走到看听聽吃买買卖賣考升进進回送带帶教念笑哭站坐今昨离離"
        "独"
        "獨检檢每";
    const std::string_view point = At(at, 1);
    return !point.empty() && kDeeds.find(point) != std::string_view::npos;
  }

  // "赵敏没来", "快递给何伟，": a common surname and one character.
  bool IsShortName(uint32_t at, bool is_behind_cue) const {
    if (!Is(at, 1, kZhCommonSurname) || !AreGiven(at + kPoint, 1)) return false;
    static constexpr std::string_view kPairs[] = {
        "高一", "高二", "高三", "周一", "周三", "周六", "周日", "周天", "金山", "江山", "马云",
        "白云", "石头", "方言", "方正", "安全", "黄山", "泰山", "马达", "田野", "文言", "常青",
        "江南", "金光", "白雪", "龙江", "云南", "林业", "万一", "万千", "金文", "文明", "文学"};
    const std::string_view pair = At(at, 2);
    if (std::find(std::begin(kPairs), std::end(kPairs), pair) != std::end(kPairs)) return false;
    const uint32_t behind = at + 2 * kPoint;
    if (behind == run_.end) return is_behind_cue && at > run_.begin;
    return (at == run_.begin || is_behind_cue) && IsBeforeDeed(behind);
  }

  // "老周说", "小韩": where a clause begins or behind a role; and "老" is no part of a word then.
  bool IsNickname(uint32_t at) const {
    const std::string_view first = At(at, 1);
    const bool is_called = first == "阿" && Is(at + kPoint, 1, kZhGiven);
    const bool is_titled = (first == "老" || first == "小") && Is(at + kPoint, 1, kZhNickSurname);
    static constexpr std::string_view kForeign = "里拉根富尔尼巴斯联布司克萨";  // "阿里山"
    if (is_called && kForeign.find(At(at + kPoint, 1)) != std::string_view::npos) return false;
    if (!is_called && !is_titled) return false;
    if (at != run_.begin && !IsBeforeName(at - kPoint) && !IsCued(at)) return false;
    const std::string_view next = At(at + 2 * kPoint, 1);
    static constexpr std::string_view kNoName = "子同醋苏酒庄村镇区姓庭城寨街路桥山河";
    return next.empty() || kNoName.find(next) == std::string_view::npos;
  }

  static bool IsWord(std::string_view text) {
    static constexpr std::string_view kWords[] = {"穆斯林", "罗兴亚", "陈述其", "陈述人", "高中生",
                                                  "安全员", "金融学", "文学家", "马克思", "温哥华",
                                                  "万里长", "方向感", "黄金海", "平安夜", "华盛顿"};
    return std::find(std::begin(kWords), std::end(kWords), text) != std::end(kWords);
  }

  bool AreGiven(uint32_t at, uint32_t points) const {
    for (uint32_t i = 0; i < points; ++i) {
      if (!Is(at + i * kPoint, 1, kZhGiven)) return false;
    }
    return true;
  }

  // What stands behind a name at the beginning of a clause.
  bool IsFollower(uint32_t at) const {
    static constexpr std::string_view kFollowers =
        "的是在与與和说說来來从從已被将將对對向把为為十也又自年住去曾收拍写寫于";
    const std::string_view point = At(at, 1);
    return !point.empty() && kFollowers.find(point) % kPoint == 0 &&
           kFollowers.find(point) != std::string_view::npos;
  }

  void ReadJapanese() {
    uint32_t at = run_.begin;
    while (at < run_.end) {
      if (!IsIdeograph(At(at, 1))) {
        at = ReadKana(at);
        continue;
      }
      uint32_t end = at;
      while (end < run_.end && IsIdeograph(At(end, 1))) end += kPoint;
      ReadKanji(at, end);
      at = end;
    }
  }

  // "りんかちゃん", "アニタさん", "氏名：グエン・ティ・ラン"; where to go on.
  uint32_t ReadKana(uint32_t at) {
    uint32_t end = at;
    while (IsKatakana(At(end, 1))) end += kPoint;
    if (end > at) {
      ReadKatakana(at, end);
      return end;
    }
    for (uint32_t points = 4; points >= 2; --points) {
      if (!Is(at, points, kJaGiven)) continue;
      end = at + points * kPoint;
      static constexpr std::string_view kTitles[] = {"ちゃん", "くん", "さん", "先生", "様", "氏"};
      if (StartsWithOneOf(text_.substr(end), kTitles) && IsBehindParticle(at)) {
        Add(at, end, "title");
        return end;
      }
    }
    return at + kPoint;
  }

  // Whether a hiragana word may begin here: behind another script, a mark or a particle.
  bool IsBehindParticle(uint32_t at) const {
    if (at == run_.begin || !IsKana(At(at - kPoint, 1))) return true;
    static constexpr std::string_view kParticles = "のはがをにともでやへ";
    return kParticles.find(At(at - kPoint, 1)) != std::string_view::npos;
  }

  void ReadKatakana(uint32_t begin, uint32_t end) {
    const uint32_t points = (end - begin) / kPoint;
    if (points < 2 || points > 8) return;
    const std::string_view word = text_.substr(begin, end - begin);
    static constexpr std::string_view kWords[] = {
        "パパ",     "ママ",   "ファン", "スタッフ", "オーナー", "メーカー",
        "ユーザー", "ゲスト", "ペット", "メンバー", "リーダー", "サラリーマン"};
    if (lexicon_.Find(word, kHanOccupation | kHanTitle | kHanLabel) != 0 ||
        std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) {
      return;
    }
    const std::string_view behind = text_.substr(end);
    static constexpr std::string_view kTitles[] = {"ちゃん", "くん", "さん", "氏", "様", "先生"};
    bool is_strong = false;
    const bool is_labelled = begin == run_.begin && IsCued(begin, &is_strong) && is_strong;
    if (StartsWithOneOf(behind, kTitles)) return Add(begin, end, "title");
    if (!is_labelled) return;
    // The parts of a foreign name stand between middle dots, which part runs.
    constexpr std::string_view kDot = "・";
    while (text_.substr(end).starts_with(kDot) && IsKatakana(text_.substr(end + kPoint, kPoint))) {
      end += kPoint;
      while (IsKatakana(text_.substr(end, kPoint))) end += kPoint;
    }
    static constexpr std::string_view kMarks[] = {"、", "　", " ", "（", "(", "/", "\n", ",", "。"};
    if (end == text_.size() || StartsWithOneOf(text_.substr(end), kMarks)) Add(begin, end, "label");
  }

  void ReadKanji(uint32_t begin, uint32_t end) {
    uint32_t name_end = end;
    bool is_titled = TitleSize(end) > 0 && !At(end, 1).empty() && IsKana(At(end, 1));
    for (uint32_t points = 3; points >= 1 && !is_titled; --points) {
      if (end - begin <= points * kPoint) continue;
      if (Is(end - points * kPoint, points, kHanTitle)) {
        is_titled = true;
        name_end = end - points * kPoint;
        break;
      }
    }
    uint32_t start = begin;
    bool is_cued = IsCued(begin);
    for (uint32_t at = begin + kPoint; !is_cued && at < name_end; at += kPoint) {
      bool is_strong = false;
      if (!IsCued(at, &is_strong)) continue;
      if (IsBehindOccupation(at) &&
          !Is(at, std::min<uint32_t>(2, (name_end - at) / kPoint), kJaSurname)) {
        continue;
      }
      start = at;
      is_cued = true;
    }
    const uint32_t points = (name_end - start) / kPoint;
    if (points == 0 || points > 6) return;
    uint32_t surname = 0;
    for (uint32_t size = std::min<uint32_t>(3, points); size >= 1; --size) {
      if (!Is(start, size, kJaSurname)) continue;
      surname = size;
      break;
    }
    const uint32_t rest = points - surname;
    const bool is_given = rest > 0 && AreJapaneseGiven(start + surname * kPoint, rest);
    const bool only_given = Is(start, points, kJaGiven);
    const std::string_view title = text_.substr(name_end, 6);
    const bool is_polite_title = title.starts_with("様") || title == "さん";
    if (is_titled && start == begin && is_polite_title && points >= 2 && points <= 4 &&
        !IsJapaneseRole(text_.substr(name_end - kPoint, kPoint))) {
      return Add(start, name_end, "title");
    }
    if (is_titled && ((surname > 0 && rest <= 3 && (rest == 0 || is_given || rest == 2)) ||
                      only_given || (points == 2 && AreJapaneseGiven(start, 2)))) {
      return Add(start, name_end, "title");
    }
    if (is_cued && surname > 0 && rest <= 3) return Add(start, name_end, "label");
    if (is_cued && points >= 2 && points <= 4 && AreJapaneseGiven(start + kPoint, points - 1)) {
      return Add(start, name_end, "label");
    }
    if (surname >= 2 && rest == 0 && name_end == end) {
      const uint32_t kana = std::max(KanaGivenSize(end), KatakanaNameSize(start, end));
      if (kana > 0) return Add(start, end + kana * kPoint, "name");
    }
    if (surname >= 2 && is_given && rest <= 3) return Add(start, name_end, "name");
    if (start == begin && name_end == end && IsLoneJapaneseName(begin, end)) {
      return Add(begin, end, "name");
    }
    const bool is_polite =
        text_.substr(name_end, 6) == "です" || text_.substr(name_end, 9) == "と申し";
    if (is_polite && ((surname >= 2 && rest == 0) || (only_given && points >= 2))) {
      return Add(start, name_end, "introduced");
    }
    if (points >= 2 && (only_given || (surname > 0 && rest <= 3)) && IsBeforeAge(name_end)) {
      Add(start, name_end, "name");
    }
  }

  // "野々村が", "美咲って": a name of two characters or more that is no word, before a particle.
  bool IsLoneJapaneseName(uint32_t begin, uint32_t end) const {
    const uint32_t points = (end - begin) / kPoint;
    if (points < 2 || points > 3 || !Is(begin, points, kJaSurname | kJaGiven)) return false;
    if (Is(begin, points, kJaPlace) && !Is(begin, points, kJaGiven)) return false;
    const std::string_view rest = text_.substr(end, 2 * kPoint);
    return rest.starts_with("が") || rest.starts_with("って") || rest.starts_with("は") ||
           rest.starts_with("ちゃ") || rest.starts_with("くん") || rest.starts_with("んち") ||
           rest.starts_with("に") || rest.starts_with("も") || rest.starts_with("の");
  }

  // "真鍋さつき", "栗原トメ": a given name in kana behind a surname. Particles stand there too.
  uint32_t KanaGivenSize(uint32_t at) const {
    static constexpr std::string_view kParticles = "はがのをにともへでやかよねだ";
    const std::string_view first = At(at, 1);
    if (first.empty() || !IsKana(first)) return 0;
    const size_t particle = kParticles.find(first);
    for (uint32_t points = 4; points >= 2; --points) {
      if (!Is(at, points, kJaGiven)) continue;
      if (particle == std::string_view::npos || TitleSize(at + points * kPoint) > 0) return points;
    }
    return 0;
  }

  // "根本ツル、": a given name of a few katakana that ends there, behind a surname that is no town.
  uint32_t KatakanaNameSize(uint32_t begin, uint32_t at) const {
    if (Is(begin, (at - begin) / kPoint, kJaPlace)) return 0;
    uint32_t points = 0;
    while (IsKatakana(At(at + points * kPoint, 1))) ++points;
    if (points < 2 || points > 3) return 0;
    static constexpr std::string_view kThings[] = {"ビル",   "バス",   "パン",   "ガス",
                                                   "ゴム",   "ダム",   "ホテル", "ホーム",
                                                   "カメラ", "タワー", "ゴルフ"};
    const std::string_view word = At(at, points);
    if (std::find(std::begin(kThings), std::end(kThings), word) != std::end(kThings)) return 0;
    const std::string_view behind = text_.substr(at + points * kPoint);
    static constexpr std::string_view kMarks[] = {"、", "（", "(", "　", " ", "さん", "様", "氏"};
    return behind.empty() || StartsWithOneOf(behind, kMarks) ? points : 0;
  }

  static bool IsKatakana(std::string_view point) {
    return point >= "\xE3\x82\xA1" && point <= "\xE3\x83\xBC";  // U+30A1..U+30FC
  }

  // "（28）", "(41歳"
  bool IsBeforeAge(uint32_t end) const {
    std::string_view behind = text_.substr(end);
    if (behind.starts_with("（")) {
      behind.remove_prefix(kPoint);
    } else if (behind.starts_with("(")) {
      behind.remove_prefix(1);
    } else {
      return false;
    }
    const size_t digits = std::min(behind.find_first_not_of("0123456789"), behind.size());
    if (digits != 2) return false;
    behind.remove_prefix(digits);
    static constexpr std::string_view kEnds[] = {")", "）", "歳", "才", "岁", "歲"};
    return StartsWithOneOf(behind, kEnds);
  }

  // Last characters of those whom one addresses by what they are: "患者様", "大家さん".
  static bool IsJapaneseRole(std::string_view point) {
    static constexpr std::string_view kLast =
        "者員師屋長主方客生家様皆神奥嫁孫供人達社店手役父蔵仏";
    return kLast.find(point) != std::string_view::npos;
  }

  bool AreJapaneseGiven(uint32_t at, uint32_t points) const {
    if (points == 0 || points > 3) return false;
    if (Is(at, points, kJaGiven)) return true;
    for (uint32_t i = 0; i < points; ++i) {
      if (!Is(at + i * kPoint, 1, kJaGivenPart)) return false;
    }
    return true;
  }

  void ReadKorean() {
    const uint32_t points = (run_.end - run_.begin) / kPoint;
    // "사장 표 씨가"
    if (points == 1 && IsKoreanSurnameAlone()) return Add(run_.begin, run_.end, "title");
    if (points < 2 || points > 8) return;
    // "아버님은", "담당자님": whom one addresses by what they are.
    if (IsKoreanRelation(At(run_.begin, 2))) return;
    if ((lexicon_.Find(text_.substr(run_.begin, run_.size())) & kHanOccupation) != 0) return;
    const uint32_t surname = Is(run_.begin, 2, kKoSurname) && points >= 4 ? 2
                             : SurnameSize(run_.begin, kKoSurname) == 0   ? 0
                                                                          : 1;
    bool is_label = false;
    const bool is_cued = IsCued(run_.begin, &is_label);
    const bool is_polite = IsBeforePoliteWord();
    const bool is_given_only =
        points == 2 && (Is(run_.begin, 2, kKoGiven) || (Is(run_.begin, 1, kKoGivenPart) &&
                                                        Is(run_.begin + kPoint, 1, kKoGivenPart)));
    if (is_polite && (is_given_only || (surname > 0 && points == surname + 2))) {
      return Add(run_.begin, run_.end, "title");
    }
    // "가람 실장님": a known given name before what one is.
    if (points == 2 && Is(run_.begin, 2, kKoGiven) && IsBeforeHonouredTitle()) {
      return Add(run_.begin, run_.end, "title");
    }
    if (is_cued && is_label && points <= 4 && IsWholeKoreanName()) {
      return Add(run_.begin, run_.end, "label");
    }
    if (IsKoreanGivenAlone(points)) return Add(run_.begin, run_.begin + 2 * kPoint, "name");
    if (surname == 0 || points < surname + 2) return;
    const uint32_t given = run_.begin + surname * kPoint;
    const uint32_t end = given + 2 * kPoint;
    const std::string_view rest = text_.substr(end, run_.end - end);
    static constexpr std::string_view kParticles[] = {"",   "은", "는", "이", "가", "을",
                                                      "를", "의", "와", "과", "도", "이며"};
    static constexpr std::string_view kPersonal[] = {
        "님",   "씨",   "입니다", "에게", "께",   "님은",   "씨는", "님이",
        "씨가", "님께", "님의",   "씨의", "이고", "에게서", "한테", "합니다"};
    const bool is_personal =
        std::find(std::begin(kPersonal), std::end(kPersonal), rest) != std::end(kPersonal);
    const bool is_particle =
        std::find(std::begin(kParticles), std::end(kParticles), rest) != std::end(kParticles);
    if (!is_personal && !is_particle) return;
    const bool is_known = Is(given, 2, kKoGiven);
    const bool is_plausible =
        is_known || (Is(given, 1, kKoGivenPart) && Is(given + kPoint, 1, kKoGivenPart));
    if (!is_plausible && !is_cued) return;
    bool is_titled = is_personal || (surname == 2 && is_plausible);  // "남궁솔미": no word
    if (rest.empty() && index_ + 1 < tokens_.size() && tokens_[index_ + 1].gap == Gap::kBlank) {
      const Token& next = tokens_[index_ + 1];
      for (uint32_t size = 1; size <= 3 && size * kPoint <= next.word.size(); ++size) {
        is_titled =
            is_titled || (lexicon_.Find(next.word.substr(0, size * kPoint)) & kHanTitle) != 0;
      }
    }
    const bool is_apart = rest.empty() && is_known && points == 3 &&
                          (index_ + 1 >= tokens_.size() || tokens_[index_ + 1].gap != Gap::kBlank);
    if (is_cued || is_titled || is_apart) Add(run_.begin, end, is_cued ? "label" : "name");
  }

  // "하람이는", "지안과", "은영 언니": a given name that is no word.
  bool IsKoreanGivenAlone(uint32_t points) const {
    if (points < 2 || points > 5 || !Is(run_.begin, 2, kKoGiven)) return false;
    static constexpr std::string_view kWords[] = {
        "하나", "자신", "문자", "고모", "이모", "가람", "가온", "나라", "노을", "다정",
        "도움", "두리", "마음", "미래", "미소", "바다", "바람", "보람", "보라", "사랑",
        "사실", "새벽", "소라", "소망", "수리", "수정", "슬기", "시우", "아라", "아름",
        "예지", "우리", "우주", "은하", "이든", "이슬", "자연", "정말", "조은", "주연",
        "지구", "지혜", "진주", "초원", "하늘", "하루", "한솔", "행복", "현대", "현수",
        "효과", "희망", "유진", "성현", "영재", "원희", "의진", "이진", "인사", "장미"};
    const std::string_view name = At(run_.begin, 2);
    if (std::find(std::begin(kWords), std::end(kWords), name) != std::end(kWords)) return false;
    const uint32_t end = run_.begin + 2 * kPoint;
    const std::string_view rest = text_.substr(end, run_.end - end);
    static constexpr std::string_view kParticles[] = {
        "이는", "이가", "이도", "이의", "이네", "이랑", "네", "랑", "한테", "에게", "가",
        "는",   "은",   "과",   "와",   "야",   "아",   "도", "의", "언니", "오빠", "형"};
    const bool begins = tokens_[index_].gap != Gap::kBlank;
    if (rest.empty() && begins && index_ + 1 < tokens_.size()) return true;
    if (!rest.empty()) {
      return std::find(std::begin(kParticles), std::end(kParticles), rest) != std::end(kParticles);
    }
    if (index_ + 1 >= tokens_.size() || tokens_[index_ + 1].gap != Gap::kBlank) return false;
    const std::string_view next = tokens_[index_ + 1].word;
    static constexpr std::string_view kKin[] = {"언니", "오빠", "누나", "이모", "삼촌", "매니저",
                                                "선배", "후배", "쌤",   "엄마", "아빠"};
    return StartsWithOneOf(next, kKin);
  }

  // "사장 표 씨가", "변 의원": not "이 사장님" (this one) nor "전 의원" (the former one).
  bool IsKoreanSurnameAlone() const {
    if (!Is(run_.begin, 1, kKoSurname)) return false;
    const std::string_view next = NextWord();
    if (next.starts_with("씨")) return true;
    static constexpr std::string_view kWords = "이전현구시도양여남국단수부정신내나제주대소선온";
    if (kWords.find(At(run_.begin, 1)) != std::string_view::npos) return false;
    for (uint32_t points = 2; points <= 4 && points * kPoint <= next.size(); ++points) {
      const std::string_view title = next.substr(0, points * kPoint);
      if (lexicon_.Find(title, kHanTitle | kHanOccupation) != 0) return true;
    }
    return false;
  }

  static bool IsKoreanRelation(std::string_view word) {
    static constexpr std::string_view kWords[] = {"아버", "어머", "할아", "할머", "부모", "고객",
                                                  "손님", "선생", "형님", "누님", "여러", "하느",
                                                  "하나", "부처", "스님", "연락", "자신", "문자"};
    return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
  }

  // The word behind the run, which one blank parts from it.
  std::string_view NextWord() const {
    const size_t next = index_ + 1;
    return next < tokens_.size() && tokens_[next].gap == Gap::kBlank ? tokens_[next].word
                                                                     : std::string_view();
  }

  bool IsBeforeHonouredTitle() const {
    const std::string_view next = NextWord();
    for (uint32_t points = 2; points <= 4 && points * kPoint < next.size(); ++points) {
      const uint32_t marks = lexicon_.Find(next.substr(0, points * kPoint));
      if ((marks & (kHanTitle | kHanOccupation)) != 0 &&
          next.substr(points * kPoint).starts_with("님")) {
        return true;
      }
    }
    return false;
  }

  // "지원자 텐진, ": behind a word for persons, between blank and mark, and no occupation.
  bool IsWholeKoreanName() const {
    static constexpr std::string_view kPersons[] = {"지원자", "신청자", "신청인", "응시자",
                                                    "수험생", "응답자", "성명",   "이름",
                                                    "성함",   "고인",   "편집",   "후보자"};
    const std::string_view before = text_.substr(0, run_.begin);
    const bool is_person =
        std::any_of(std::begin(kPersons), std::end(kPersons), [&](std::string_view word) {
          return before.ends_with(word) || before.substr(0, before.size() - 1).ends_with(word);
        });
    const bool ends = index_ + 1 >= tokens_.size() || tokens_[index_ + 1].gap != Gap::kBlank;
    const std::string_view run = text_.substr(run_.begin, run_.size());
    constexpr uint32_t kOther = kHanOccupation | kHanTitle | kHanLabel | kHanRole;
    return is_person && ends && (lexicon_.Find(run) & kOther) == 0;
  }

  // "도현 씨", "순자 님", "백하얀 고객님": written apart.
  bool IsBeforePoliteWord() const {
    if (index_ + 1 >= tokens_.size() || tokens_[index_ + 1].gap != Gap::kBlank) return false;
    const std::string_view next = tokens_[index_ + 1].word;
    return next.size() <= 5 * kPoint &&
           (next.starts_with("씨") || next.starts_with("님") || next.starts_with("고객님"));
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Validation>* found_;
  const HanLexicon& lexicon_;
  Span run_;
  size_t index_ = 0;
  bool is_japanese_ = false;
};

}  // namespace

void FindHanNames(const ValidationInput& input, const std::vector<Token>& tokens,
                  std::vector<Validation>* found) {
  HanFinder(input.folded, tokens, found).Run();
}

}  // namespace sunder::scanner::names
