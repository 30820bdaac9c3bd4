// Reads `files` of policy.yaml.
#include "core/policy/file_rule_reader.h"

#include <algorithm>

namespace core {
namespace {

constexpr std::string_view kNoFiles = "none";

FileRule read_numbers(const YamlNode& node, PolicyContext& context) {
  MapReader reader(node, "files", context.diagnostics);
  const FileRule most;
  FileRule rule;
  rule.each = reader.optional_number("each", most.each, 1, most.each);
  rule.of_case = reader.optional_number("case", most.of_case, 1, most.of_case);
  // Without a word of its own one sending holds no more than the case.
  const int fallback = std::min(most.most, rule.of_case);
  rule.most = reader.optional_number("most", fallback, 1, most.most);
  if (rule.most > rule.of_case) {
    reader.error("most", "policy.files-of-case",
                 say("one sending may hold {most} files, but a case only {case}",
                     {{"most", rule.most}, {"case", rule.of_case}}),
                 say("lower 'most', or raise 'case'"));
  }
  rule.before_acceptance = reader.optional_number("before_acceptance", most.before_acceptance, 0,
                                                  most.before_acceptance);
  reader.finish();
  return rule;
}

}  // namespace

std::optional<FileRule> read_file_rule(MapReader& root, PolicyContext& context) {
  const YamlNode* node = root.optional_node("files");
  if (node == nullptr) return std::nullopt;
  if (node->kind == YamlNode::Kind::map) return read_numbers(*node, context);
  if (node->kind == YamlNode::Kind::scalar && node->scalar == kNoFiles)
    return FileRule{.taken = false};
  root.error("files", "policy.files-form", say("'files' is neither 'none' nor a map of numbers"),
             say("write 'files: none', or 'files: {most: 4, each: 5}'"));
  return std::nullopt;
}

}  // namespace core
