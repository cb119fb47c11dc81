// Organisations that persons work for in Chinese, Japanese and Korean: told by their last
// characters, and by an occupation, a name or a verb of working beside them.
#include <algorithm>
#include <array>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/employers.h"
#include "scanner/names/han_lexicon.h"
#include "scanner/names/occupations.h"

namespace sunder::scanner::names {
namespace {

constexpr uint32_t kPointsMin = 4;
constexpr uint32_t kPointsMax = 14;

// Size in bytes of what organisations end in; 0: none.
size_t OrganisationEnding(std::string_view text) {
  static constexpr std::string_view kEndings[] = {
      "有限公司", "公司", "集团", "集團", "银行", "銀行", "医院", "醫院", "病院", "大学", "大學",
      "学院", "學院", "中学", "中學", "小学", "小學", "高校", "高中", "护理院", "养老院", "幼儿园",
      "幼稚園", "保育園", "晚报", "日报", "早报", "新闻社", "新聞", "新聞社", "报社", "电视台",
      "出版社", "药业", "物流", "电子", "科技", "事务所", "事務所", "工厂", "工場", "餐厅", "餐廳",
      "酒店", "饭店", "药店", "书店", "株式会社", "会社", "工業", "建設", "商事", "商会", "製作所",
      "運輸", "水産", "水産加工", "スタッフ", "ホーム", "センター", "中心", "研究所", "研究院",
      "图书馆", "博物馆", "美术馆", "诊所", "診所", "クリニック", "信用金庫", "地产", "保险",
      "요양원", "병원", "대학교", "은행", "전자", "물류", "신문", "일보", "건설", "상사", "산업",
      "학원", "초등학교", "중학교", "고등학교", "어린이집", "유치원", "센터",
      // Trades that stand at the end of the names of firms.
      "食品", "食品厂", "副食厂", "纺织厂", "机械厂", "电子厂", "服装厂", "造纸厂", "印刷厂", "厂",
      "软件园", "超市", "眼镜", "电器", "服饰", "家具", "印刷", "置业", "传媒", "网络", "外语学校",
      "学校", "製紙", "自動車", "印刷", "書店", "製菓", "製薬", "製鉄", "鉄工", "鉄工所", "電機",
      "電子", "精機", "化学", "食堂", "農協", "漁協", "生協", "商店", "本舗", "酒造", "醤油",
      "運送", "交通", "タクシー", "保険", "不動産", "식품", "제과", "제약", "화학", "중공업",
      "공업", "물산", "상회", "마트", "운수", "택배", "인쇄", "출판사", "서점", "호텔", "의원",
      "한의원", "약국", "복지관", "요양병원", "건축", "테크", "정공", "모터스"};
  // By a hash of the last three bytes, which are a character: most are the end of none.
  static constexpr size_t kKinds = 4096;
  constexpr auto kind_of = [](std::string_view word) {
    const auto byte = [&](size_t back) {
      return size_t{static_cast<unsigned char>(word[word.size() - back])};
    };
    return ((byte(2) & 0x3FU) << 6U | (byte(1) & 0x3FU)) ^ (byte(3) & 0x0FU) * 0x151U % kKinds;
  };
  static constexpr auto kIsLast = [kind_of] {
    std::array<bool, kKinds> is_last = {};
    for (const std::string_view ending : kEndings) is_last[kind_of(ending)] = true;
    return is_last;
  }();
  if (text.size() < kPoint || !kIsLast[kind_of(text)]) return 0;
  for (const std::string_view ending : kEndings) {
    if (text.ends_with(ending)) return ending.size();
  }
  return 0;
}

class HanEmployerFinder {
 public:
  HanEmployerFinder(CellTokens* cell, std::vector<Validation>* found)
      : text_(cell->input().folded),
        tokens_(cell->Get()),
        occupations_(OccupationsOf(cell)),
        found_(found) {}

  void Run() {
    for (const Token& token : tokens_) {
      if (token.script != Script::kHan || token.span.size() < kPointsMin * kPoint) continue;
      for (uint32_t end = token.span.begin; end < token.span.end;) {
        end = NextPoint(text_, end);
        if (end - token.span.begin >= kPointsMin * kPoint) ReadUpTo(token.span, end);
      }
    }
  }

 private:
  void ReadUpTo(Span run, uint32_t end) {
    const std::string_view text = text_.substr(run.begin, end - run.begin);
    const size_t ending = OrganisationEnding(text);
    if (ending == 0) return;
    uint32_t begin = end - static_cast<uint32_t>(ending);
    while (begin > run.begin && end - begin < kPointsMax * kPoint) {
      const uint32_t before = PreviousPoint(text_, begin);
      if (EndsBefore(text_.substr(before, begin - before))) break;
      begin = before;
    }
    if (end - begin <
        std::max<uint32_t>(kPointsMin * kPoint, static_cast<uint32_t>(ending) + kPoint)) {
      return;
    }
    if (!IsEntered(begin) && !IsBeforeOccupation(end) && !IsBeforeWork(end) &&
        !IsWhereOneToils(begin, end)) {
      return;
    }
    // "食品", then "食品厂": the longer one.
    if (!found_->empty() && found_->back().span && found_->back().span->begin == begin) {
      found_->back().span->end = end;
      return;
    }
    found_->push_back(Accept("where somebody works", Span{begin, end}));
  }

  // Characters that are no part of a firm's name.
  static bool EndsBefore(std::string_view point) {
    static constexpr std::string_view kStops =
        "是在于於入职職的了和与從从去到被はがでをにのらりよも";
    return kStops.find(point) != std::string_view::npos;
  }

  // "入职X", "就职于X", "派遣元X".
  bool IsEntered(uint32_t begin) const {
    static constexpr std::string_view kLeads[] = {
        "入职",   "就职于",  "任职于", "供职于", "跳槽到", "服務於", "服务于",   "派遣元", "勤務先",
        "勤め先", "前職",    "現職",   "会社名", "原单位", "单位",   "工作单位", "單位",   "进了",
        "加入",   "전 직장", "직장",   "근무처", "소속",   "재직처", "회사명",   "会社"};
    std::string_view before = text_.substr(0, begin);
    for (const std::string_view mark : {" ", "：", ":", "　"}) {
      if (before.ends_with(mark)) before.remove_suffix(mark.size());
    }
    if (before.ends_with(':')) before.remove_suffix(1);
    return EndsWithOneOf(before, kLeads);
  }

  // "X的摄影记者", "X历史系副教授", "Xの記者", "X 간호사": a few characters may stand between.
  bool IsBeforeOccupation(uint32_t end) const {
    constexpr uint32_t kGapBytesMax = 4 * kPoint;
    const auto next = std::partition_point(  // they are sorted
        occupations_.begin(), occupations_.end(),
        [&](const Validation& one) { return one.span && one.span->begin < end; });
    if (next == occupations_.end() || !next->span || next->span->begin > end + kGapBytesMax) {
      return false;
    }
    const std::string_view gap = text_.substr(end, next->span->begin - end);
    for (const std::string_view mark : {"，", "。", "、", "；", ",", "："}) {
      if (gap.find(mark) != std::string_view::npos) return false;
    }
    return true;
  }

  // "在X卖红肠", "在X开车": what one does there.
  bool IsWhereOneToils(uint32_t begin, uint32_t end) const {
    static constexpr std::string_view kDeeds[] = {"卖",   "賣", "开车", "開車",
                                                  "打工", "烧", "修",   "教"};
    return text_.substr(0, begin).ends_with("在") && StartsWithOneOf(text_.substr(end), kDeeds);
  }

  // "在X做柜员", "Xで働く", "X에 근무".
  bool IsBeforeWork(uint32_t end) const {
    static constexpr std::string_view kTails[] = {
        "做",       "当",     "當",      "上班",    "工作",   "任职",    "实习",
        "で働",     "に勤",   "で給食",  "に就職",  "に入社", "에서 일", "에 근무",
        "에 다니",  " 다니",  "에 취직", "에 입사", "の同僚", "で働い",  "でパート",
        "でバイト", "的同事", "人事部",  "销售部"};
    return StartsWithOneOf(text_.substr(end), kTails);
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  const std::vector<Validation>& occupations_;
  std::vector<Validation>* found_;
};

}  // namespace

void FindHanEmployers(CellTokens* cell, std::vector<Validation>* found) {
  HanEmployerFinder(cell, found).Run();
}

}  // namespace sunder::scanner::names
