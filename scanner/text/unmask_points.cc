#include "scanner/text/unmask_points.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace sunder::scanner {

int32_t NextPoint(std::string_view text, size_t* at) {
  const std::string_view window = text.substr(*at, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
  int32_t offset = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, offset, static_cast<int32_t>(window.size()), c);
  *at += static_cast<size_t>(offset);
  return c;
}

std::optional<TextPoints> PointsOf(std::string_view text) {
  TextPoints points;
  points.reserve(text.size());
  size_t at = 0;
  while (at < text.size()) {
    const auto begin = static_cast<uint32_t>(at);
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      points.push_back({first, begin, begin + 1});
      ++at;
      continue;
    }
    const int32_t c = NextPoint(text, &at);
    if (c < 0) return std::nullopt;
    points.push_back({static_cast<char32_t>(c), begin, static_cast<uint32_t>(at)});
  }
  return points;
}

UnmaskedText TextOf(const TextPoints& points) {
  UnmaskedText unmasked;
  unmasked.text.reserve(points.size());
  uint32_t next = 0;  // the byte that goes on with the last anchor
  bool is_open = false;
  for (size_t at = 0; at < points.size(); ++at) {
    if (is_open) {
      const size_t first = at;
      while (at < points.size() && points[at].c < 0x80 && points[at].begin == next &&
             points[at].end == next + 1) {
        ++next;
        ++at;
      }
      const size_t size_before = unmasked.text.size();
      unmasked.text.resize(size_before + (at - first));
      char* to = unmasked.text.data() + size_before;
      for (size_t i = first; i < at; ++i) *to++ = static_cast<char>(points[i].c);
      if (at >= points.size()) break;
    }
    const TextPoint& point = points[at];
    char bytes[U8_MAX_LENGTH];
    uint32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(point.c));
    const auto text = static_cast<uint32_t>(unmasked.text.size());
    const bool is_linear = point.end - point.begin == size;
    const bool continues =
        is_linear && !unmasked.anchors.empty() && unmasked.anchors.back().original_size == 0 &&
        unmasked.anchors.back().original + (text - unmasked.anchors.back().text) == point.begin;
    if (!continues) {
      unmasked.anchors.push_back({text, point.begin, is_linear ? 0 : point.end - point.begin});
    }
    unmasked.text.append(bytes, size);
    is_open = is_linear;
    next = point.end;
  }
  return unmasked;
}

Span UnmaskedText::Original(Span unmasked) const {
  const auto is_continuation = [&](uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  unmasked.end = std::min(unmasked.end, static_cast<uint32_t>(text.size()));
  unmasked.begin = std::min(unmasked.begin, unmasked.end);
  while (unmasked.begin > 0 && is_continuation(unmasked.begin)) --unmasked.begin;
  while (is_continuation(unmasked.end)) ++unmasked.end;
  if (anchors.empty()) return {0, 0};
  const auto anchor_of = [&](uint32_t offset) {
    const auto behind = std::upper_bound(
        anchors.begin(), anchors.end(), offset,
        [](uint32_t value, const UnmaskAnchor& anchor) { return value < anchor.text; });
    return *(behind - 1);
  };
  const UnmaskAnchor first = anchor_of(unmasked.begin);
  Span original;
  original.begin = first.original + (first.original_size == 0 ? unmasked.begin - first.text : 0);
  original.end = original.begin;
  if (unmasked.empty()) return original;
  const UnmaskAnchor last = anchor_of(unmasked.end - 1);
  original.end = last.original_size == 0 ? last.original + (unmasked.end - last.text)
                                         : last.original + last.original_size;
  // Pieces that share bytes of an encoding may end where the one before them does.
  original.end = std::max(original.end, original.begin);
  return original;
}

}  // namespace sunder::scanner
