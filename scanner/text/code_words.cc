#include "scanner/text/code_words.h"

#include <algorithm>
#include <array>

namespace sunder::scanner {
namespace {

constexpr std::array<std::string_view, 67> kCodeWords = {
    "code",   "codes",  "coded",      "codebook",  "cd",      "cde",    "cod",    "cód",
    "codul",  "codigo", "codigos",    "código",    "códigos", "codice", "codici", "clave",
    "claves", "kod",    "koda",       "kode",      "kodeks",  "kodu",   "kód",    "koodi",
    "key",    "schl",   "schluessel", "schlüssel", "код",     "коды",   "шифр",   "κωδικός",
    "コード", "区分",   "區分",       "分類",      "分类",    "番号",   "代码",   "代碼",
    "代号",   "代號",   "编码",       "編碼",      "编号",    "編號",   "코드",   "구분",
    "분류",   "분류값", "번호",       "कोड",       "कूट",      "رمز",    "كد",     "كود",
    "کد",     "קוד",    "סמל",        "码",        "碼",      "kódja",  "κωδ",    "mã",
    "شفرة",   "kd",     "cve"};

}  // namespace

bool IsCodeWord(std::string_view word) {
  return std::find(kCodeWords.begin(), kCodeWords.end(), word) != kCodeWords.end();
}

bool EndsWithCodeWord(std::string_view label) {
  return std::any_of(kCodeWords.begin(), kCodeWords.end(), [&](std::string_view word) {
    if (!label.ends_with(word) || label.size() == word.size()) return false;
    // Scripts that write without blanks: three bytes a character.
    const bool has_no_blanks = static_cast<unsigned char>(word.front()) >= 0xE1;
    const char before = label[label.size() - word.size() - 1];
    return has_no_blanks || std::string_view(" _.-").find(before) != std::string_view::npos;
  });
}

}  // namespace sunder::scanner
