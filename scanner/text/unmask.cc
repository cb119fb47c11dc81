#include "scanner/text/unmask.h"

#include <algorithm>

#include "scanner/text/unmask_escapes.h"
#include "scanner/text/unmask_letters.h"
#include "scanner/text/unmask_points.h"
#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {
namespace {

// Escapes in escapes, base64 of escapes: two layers, because programs make two.
void PlainEncoding(TextPoints* points) {
  const bool had_escapes = DecodeEscapes(points);
  const bool had_base64 = DecodeBase64(points);
  if (had_escapes || had_base64) DecodeEscapes(points);
}

}  // namespace

std::vector<UnmaskedText> Unmask(std::string_view cell) {
  std::optional<TextPoints> points = PointsOf(cell);
  if (!points) return {};
  PlainEncoding(&*points);
  std::vector<UnmaskedText> readings;
  for (const Reading reading : {Reading::kFirst, Reading::kSecond, Reading::kThird}) {
    TextPoints spelled = *points;
    const bool has_letters = PlainLetters(reading, &spelled);
    const bool has_spelling = PlainSpelling(reading, &spelled);
    UnmaskedText text = TextOf(spelled);
    const bool is_new = text.text != cell && std::none_of(readings.begin(), readings.end(),
                                                          [&](const UnmaskedText& other) {
                                                            return other.text == text.text;
                                                          });
    if (is_new) readings.push_back(std::move(text));
    if (!has_letters && !has_spelling) break;  // the others come to the same
  }
  return readings;
}

}  // namespace sunder::scanner
