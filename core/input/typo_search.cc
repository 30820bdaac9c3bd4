// Goes through the lines around a mistake.
#include "core/input/typo_search.h"

#include <algorithm>

namespace core {
namespace {

constexpr std::size_t kLongestLine = 4096;  // no person types a longer one

std::string_view line_at(const SourceText& source, std::size_t start) {
  return source.text().substr(start, source.text().find('\n', start) - start);
}

}  // namespace

std::optional<Typo> find_typo_near(const SourceText& source,
                                   std::initializer_list<std::size_t> offsets) {
  for (const std::size_t offset : offsets) {
    const std::size_t start = source.line_start(std::min(offset, source.text().size()));
    const std::string_view line = line_at(source, start);
    if (line.size() > kLongestLine) continue;
    std::optional<Typo> typo = find_yaml_typo(line);
    if (!typo) continue;
    typo->start += start;
    typo->end += start;
    return typo;
  }
  return std::nullopt;
}

std::size_t line_above(const SourceText& source, std::size_t offset) {
  std::size_t start = source.line_start(std::min(offset, source.text().size()));
  while (start > 0) {
    start = source.line_start(start - 1);
    const std::string_view line = line_at(source, start);
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] != '#') return start;
  }
  return offset;
}

std::size_t depth_of(const SourceText& source, std::size_t offset) {
  const std::string_view line =
      line_at(source, source.line_start(std::min(offset, source.text().size())));
  return std::min(line.find_first_not_of(" -"), line.size());
}

std::pair<std::size_t, std::size_t> find_cut_text(const SourceText& source, std::size_t end) {
  const std::string_view text = source.text();
  const std::size_t hash = std::min(text.find_first_not_of(" \t", end), text.size());
  const std::size_t next = hash + 1;
  const bool cuts = hash > end && next < text.size() && text[hash] == '#' &&
                    std::string_view(" \t\r\n#").find(text[next]) == std::string_view::npos;
  return cuts ? std::pair(hash, source.line_end(hash)) : std::pair(end, end);
}

}  // namespace core
