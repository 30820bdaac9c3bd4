// Appends to and reads the list of destroyed parts, one line a part.
#include "handler/store/destroyed_list.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/files.h"
#include "core/settings/folder_owner.h"

namespace handler::store {
namespace {

std::string line_of(const DestroyedPart& part) {
  return part.site + " " + std::to_string(part.case_id) + " " + std::to_string(part.part_id) +
         ";\n";
}

bool read_number(std::string_view text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0;
}

// A line that a power failure cut has no semicolon, so that half a number is never read as a
// number.
bool read_line(std::string_view line, DestroyedPart& part) {
  if (!line.ends_with(';')) return false;
  line.remove_suffix(1);
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  if (first == std::string_view::npos || first == 0 || second == std::string_view::npos)
    return false;
  part.site = line.substr(0, first);
  return read_number(line.substr(first + 1, second - first - 1), part.case_id) &&
         read_number(line.substr(second + 1), part.part_id);
}

}  // namespace

std::filesystem::path destroyed_list_of(const std::filesystem::path& data) {
  return data / "destroyed.list";
}

core::Status append_destroyed(const std::filesystem::path& data,
                              const std::vector<DestroyedPart>& parts) {
  // An empty line before the new ones ends a line that a power failure cut, and marks it as cut.
  std::string text = "\n\n";
  for (const DestroyedPart& part : parts) text += line_of(part);
  const std::filesystem::path list = destroyed_list_of(data);
  const core::Status appended = core::append_to_file(list, text);
  return appended ? core::give_to_owner_of(data, list) : appended;
}

core::Status append_missing(const std::filesystem::path& data,
                            const std::vector<DestroyedPart>& parts) {
  const core::Result<std::vector<DestroyedPart>> listed = read_destroyed(destroyed_list_of(data));
  if (!listed) return listed.failure();
  std::vector<DestroyedPart> missing;
  std::ranges::copy_if(parts, std::back_inserter(missing), [&](const DestroyedPart& part) {
    return !std::ranges::binary_search(*listed, part);
  });
  return missing.empty() ? core::success() : append_destroyed(data, missing);
}

core::Result<std::vector<DestroyedPart>> read_destroyed(const std::filesystem::path& file) {
  const core::Result<std::string> text = core::read_file(file);
  if (!text && text.failure().code == core::FailureCode::not_found)
    return std::vector<DestroyedPart>{};
  if (!text) return text.failure();
  std::set<DestroyedPart> parts;
  std::string_view rest = *text;
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    DestroyedPart part;
    if (line.empty()) continue;
    if (read_line(line, part)) {
      parts.insert(part);
    } else if (end != std::string_view::npos && (rest.empty() || rest.front() != '\n')) {
      return core::Failure{
          core::FailureCode::corrupt,
          file.string() + ", line " + std::to_string(number) +
              ": not a line \"SITE CASE PART;\": the same list stands in the data folder and in "
              "the folder of all backups; put the one that is whole in the place of this one (a "
              "list inside a single backup may have the same damage)"};
    }
  }
  return std::vector<DestroyedPart>(parts.begin(), parts.end());
}

}  // namespace handler::store
