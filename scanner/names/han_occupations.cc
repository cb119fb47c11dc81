// Occupations of particular persons in Chinese, Japanese and Korean: beside a name, behind a verb
// of being or working, or alone between two marks.
#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/han_lexicon.h"
#include "scanner/names/occupations.h"
#include "scanner/names/person_names.h"

namespace sunder::scanner::names {
namespace {

constexpr uint32_t kPointsMax = 7;

class HanOccupationFinder {
 public:
  HanOccupationFinder(const ValidationInput& input, const std::vector<Token>& tokens,
                      std::vector<Validation>* found)
      : input_(input), text_(input.folded), tokens_(tokens), found_(found) {}

  void Run() {
    for (const Token& token : tokens_) {
      if (token.script != Script::kHan || token.span.size() < 2 * kPoint) continue;
      run_ = token.span;
      const bool is_hangul = IsHangul(token.word);
      for (uint32_t at = run_.begin; at + 2 * kPoint <= run_.end;) {
        const uint32_t size = SizeAt(at);
        const Span span{at, at + size};
        if (size > 0 && (is_hangul ? IsOfPersonInKorean(span) : IsOfPerson(span))) {
          found_->push_back(Accept("of a person", span));
        }
        if (is_hangul) break;  // words are written apart
        at = size > 0 ? span.end : NextPoint(text_, at);
      }
    }
  }

 private:
  uint32_t SizeAt(uint32_t at) const {
    const uint32_t sizes = HanLexicon::Get().OccupationSizes(text_.substr(at));
    if (sizes == 0) return 0;
    for (uint32_t points = kPointsMax; points >= 2; --points) {
      const uint32_t size = points * kPoint;
      if ((sizes >> points & 1U) == 0 || at + size > run_.end) continue;
      if (HanLexicon::Get().Find(text_.substr(at, size), kHanOccupation) != 0) return size;
    }
    return 0;
  }

  // Sorted; sought when the first occupation is met: most texts have none.
  const std::vector<Validation>& Names() {
    if (has_names_) return names_;
    has_names_ = true;
    FindHanNames(input_, tokens_, &names_);
    std::erase_if(names_, [](const Validation& name) { return !name.span; });
    std::sort(names_.begin(), names_.end(), [](const Validation& a, const Validation& b) {
      return a.span->begin < b.span->begin;
    });
    return names_;
  }

  bool IsBesideName(Span span) {
    const auto is_gap = [&](uint32_t begin, uint32_t end) {
      if (begin > end || end - begin > 2 * kPoint) return false;
      const std::string_view between = text_.substr(begin, end - begin);
      static constexpr std::string_view kGaps[] = {"",  " ",  "の",     "：",   ": ", "（",
                                                   "(", "、", "さん、", "氏、", ", ", "님, "};
      return std::find(std::begin(kGaps), std::end(kGaps), between) != std::end(kGaps);
    };
    constexpr uint32_t kReachBytes = 96;  // a name and what may stand behind it are shorter
    const std::vector<Validation>& names = Names();
    const auto from = std::partition_point(names.begin(), names.end(), [&](const Validation& name) {
      return name.span->begin + kReachBytes < span.begin;
    });
    const auto behind = std::partition_point(from, names.end(), [&](const Validation& name) {
      return name.span->begin <= span.end + 2 * kPoint;
    });
    return std::any_of(from, behind, [&](const Validation& name) {
      return is_gap(span.end, name.span->begin) || is_gap(name.span->end, span.begin);
    });
  }

  bool IsMark(std::string_view text, bool is_before) const {
    static constexpr std::string_view kMarks[] = {"，", "。", "、", "；", "／", "/", ",",
                                                  ".",  "\n", "·",  "　", "|",  ";", "・"};
    if (text.empty()) return true;
    return is_before ? EndsWithOneOf(text, kMarks) : StartsWithOneOf(text, kMarks);
  }

  // "，木匠，": alone between marks, and its neighbours are no occupations.
  bool IsAlone(Span span) const {
    std::string_view before = text_.substr(0, span.begin);
    const std::string_view behind = text_.substr(span.end);
    while (before.ends_with(' ')) before.remove_suffix(1);
    if (before.empty() || !IsMark(before, true) || !IsMark(behind, false)) return false;
    return !before.ends_with("、") || !behind.starts_with("、");
  }

  // "职务：质检员", "職種：塗装工", "직무 조리원".
  bool IsLabelled(Span span) const {
    std::string_view before = text_.substr(0, span.begin);
    for (const std::string_view mark : {"：", ":", " ", "　", ": "}) {
      if (before.ends_with(mark)) before.remove_suffix(mark.size());
    }
    static constexpr std::string_view kLabels[] = {
        "职务", "職務", "职业", "職業", "职位", "職位", "岗位", "工种",     "工種", "職種", "役職",
        "肩書", "担当", "직업", "직무", "직책", "직위", "직종", "담당업무", "身份", "职称"};
    return EndsWithOneOf(before, kLabels);
  }

  bool IsOfPerson(Span span) {
    if (IsLabelled(span)) return true;
    const std::string_view before = text_.substr(0, span.begin);
    const std::string_view behind = text_.substr(span.end);
    static constexpr std::string_view kLeads[] = {
        "做",     "当",   "當",   "任",   "担任",   "擔任",   "当了",   "做了", "是名", "是一名",
        "一名",   "是个", "是位", "一位", "当过",   "做过",   "改行做", "我是", "他是", "她是",
        "我们的", "我的", "他的", "她的", "咱们",   "うちの", "私は",   "僕は", "母は", "父は",
        "夫は",   "妻は", "兄は", "姉は", "弟は",   "妹は",   "元",     "现任", "現任", "开",
        "做过",   "当过", "從事", "从事", "一直是", "曾是",   "退休",   "原任"};
    static constexpr std::string_view kTails[] = {"です",   "だ。",     "だった", "として",
                                                  "をして", "をつとめ", "を務め", "に就",
                                                  "になっ", "でした"};
    if (EndsWithOneOf(before, kLeads) || StartsWithOneOf(behind, kTails)) return true;
    // "他爸是电工。", "浦江大学历史系副教授"
    static constexpr std::string_view kPlaces[] = {"是",   "系",   "部",   "科",   "处",   "大学",
                                                   "大學", "公司", "医院", "醫院", "银行", "銀行",
                                                   "集团", "集團", "报",   "报社", "中学", "小学"};
    if (EndsWithOneOf(before, kPlaces) && IsMark(behind, false)) return true;
    return IsAlone(span) || IsBesideName(span);
  }

  bool IsOfPersonInKorean(Span span) {
    const std::string_view rest = text_.substr(span.end, run_.end - span.end);
    static constexpr std::string_view kEndings[] = {
        "",       "은",     "는",     "이",   "가",   "을",   "를",   "의",     "와",
        "과",     "도",     "로",     "으로", "다",   "임",   "인데", "이다",   "입니다",
        "이에요", "예요",   "였다",   "이고", "님",   "님이", "세요", "이세요", "이신",
        "셨고",   "이셨다", "이었다", "였던", "이던", "이라", "라서", "께서"};
    if (std::find(std::begin(kEndings), std::end(kEndings), rest) == std::end(kEndings)) {
      return false;
    }
    if (rest.empty() && IsLabelled(span)) return true;
    static constexpr std::string_view kPredicates[] = {
        "다",   "임",   "인데",   "이다",   "입니다", "이에요", "예요", "였다",
        "이고", "세요", "이세요", "이셨다", "셨고",   "이었다", "였던", "이던"};
    if (StartsWithOneOf(rest, kPredicates)) return true;
    const std::string_view before = text_.substr(0, span.begin);
    static constexpr std::string_view kLeads[] = {"우리 ", "저희 ", "제 ", "내 ",
                                                  "전직 ", "현직 ", "새 "};
    if (EndsWithOneOf(before, kLeads)) return true;
    const std::string_view behind = text_.substr(run_.end, 4 * kPoint);
    const bool is_role = rest == "로" || rest == "으로";
    static constexpr std::string_view kWork[] = {" 일", " 들어", " 근무", " 취직", " 뽑"};
    if (is_role) return StartsWithOneOf(behind, kWork);
    return (rest.empty() && IsAlone(span)) || IsBesideName(span);
  }

  const ValidationInput& input_;
  const std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Validation>* found_;
  std::vector<Validation> names_;
  bool has_names_ = false;
  Span run_;
};

}  // namespace

void FindHanOccupations(const ValidationInput& input, const std::vector<Token>& tokens,
                        std::vector<Validation>* found) {
  HanOccupationFinder(input, tokens, found).Run();
}

}  // namespace sunder::scanner::names
