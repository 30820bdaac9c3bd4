// The only home of yaml-cpp: refuses what it would accept silently, and builds our own tree.
#include "core/input/yaml_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>
#include <map>
#include <sstream>

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/input/source_text.h"
#include "core/input/yaml_errors.h"
#include "core/input/yaml_mistakes.h"

namespace core {
namespace {

constexpr int kMostErrors = 100;  // of one file
constexpr std::array<std::string_view, 3> kNullWords = {"null", "Null", "NULL"};

// Thrown after a mistake that makes the rest meaningless; the mistake has been reported.
struct Stop {};

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

// A list or map whose end has not been read yet.
struct OpenNode {
  YamlNode node;
  std::size_t start = 0;
  bool flow = false;
  bool has_key = false;  // of a map: the last entry has no value yet
  std::size_t key_start = 0, key_end = 0;
  std::map<std::string, int, std::less<>> lines_of_keys;
};

// One value as an event reports it.
struct Value {
  YamlNode node;
  std::size_t start = 0, end = 0;  // bytes
};

// Builds the tree from yaml-cpp's events, which come in text order with their byte offsets. `open_`
// holds the lists and maps that are still open, the innermost last; within a map, keys and values
// alternate, and `has_key` tells which comes next. place() makes a finished value the next key, a
// child of the innermost node, or the root. Where an event does not tell what yaml-cpp let pass,
// the source text does. Mistakes that leave positions and nesting known are counted; others throw
// Stop.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, const YamlLimits& limits, Diagnostics& diagnostics)
      : source_(source), limits_(limits), mistakes_(source, diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override { document_ended_ = true; }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

  void report(const YAML::Exception& exception);
  bool failed() const { return mistakes_.count() > 0; }
  YamlNode take_root() { return std::move(root_); }

 private:
  void error(std::size_t start, std::size_t end, const char* code, Sentence message,
             Sentence hint = {});
  void syntax_error(std::size_t start, std::size_t end, const char* code, Sentence message,
                    Sentence hint);
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor);
  void refuse_tag(const YAML::Mark& mark, const std::string& tag);
  void refuse_missing_colon(const OpenNode& map);
  void count_node(std::size_t start);
  void stop_after_many_errors(std::size_t start);
  bool key_expected() const;
  bool refuse_key(const Value& key);
  void take_key(Value key);
  void place(Value value);
  void attach(YamlNode node);
  void open(YamlNode::Kind kind, const YAML::Mark& mark, bool flow);
  void close();
  std::size_t end_of_quoted(std::size_t start);
  std::size_t end_of_scalar(std::size_t start, const std::string& value);
  Span span_of_null(std::size_t start) const;

  const SourceText& source_;
  const YamlLimits& limits_;
  YamlMistakes mistakes_;
  std::vector<OpenNode> open_;
  YamlNode root_;
  std::size_t last_ = 0;  // where the last value begins that was read
  int nodes_ = 0;
  bool document_ended_ = false;
};

void TreeBuilder::error(std::size_t start, std::size_t end, const char* code, Sentence message,
                        Sentence hint) {
  mistakes_.report(start, end, code, std::move(message), std::move(hint));
}

void TreeBuilder::syntax_error(std::size_t start, std::size_t end, const char* code,
                               Sentence message, Sentence hint) {
  const std::size_t opened = open_.empty() || !open_.back().flow ? start : open_.back().start;
  mistakes_.report_cause(start, end, code, std::move(message), std::move(hint), opened, last_);
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (!document_ended_) return;
  const std::size_t start = offset_of(mark);
  const std::size_t end = source_.line_end(start);
  if (source_.text().substr(start).starts_with("---")) {
    error(start, end, "yaml.documents", say("a second document begins here"),
          say("keep one document in a file"));
  } else {
    syntax_error(start, end, "yaml.documents", say("this does not continue the lines above it"),
                 say("indent the keys of one map, and the items of one list, alike"));
  }
  throw Stop{};
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  refuse_anchor(mark, anchor);
  Value value;
  value.start = value.end = offset_of(mark);
  value.node.span = span_of_null(value.start);
  if (!open_.empty() && open_.back().has_key) refuse_missing_colon(open_.back());
  place(std::move(value));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  const std::size_t start = offset_of(mark);
  const std::size_t end =
      std::min(source_.text().find_first_of(" \t\r\n,]}", start), source_.text().size());
  mistakes_.refuse_alias(start, end);
  Value value;
  value.start = start;
  value.end = end;
  value.node.span = source_.span(start, end);
  if (key_expected()) value.node.kind = YamlNode::Kind::scalar;  // not reported again
  if (key_expected()) value.node.scalar = source_.text().substr(start, end - start);
  place(std::move(value));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& text) {
  refuse_anchor(mark, anchor);
  refuse_tag(mark, tag);
  Value value;
  value.start = offset_of(mark);
  value.end = end_of_scalar(value.start, text);
  value.node.kind = YamlNode::Kind::scalar;
  value.node.scalar = text;
  value.node.quoted = tag == "!";
  value.node.span = source_.span(value.start, value.end);
  if (!key_expected()) last_ = value.start;
  if (!value.node.quoted) mistakes_.warn_of_cut_text(value.end);
  if (find_unprintable(text) != std::string_view::npos) {  // an escape such as "\x00"
    error(value.start, value.end, "yaml.syntax",
          say("a backslash sequence makes a control character, which no text may hold"),
          say("remove it"));
  }
  place(std::move(value));
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  refuse_anchor(mark, anchor);
  refuse_tag(mark, tag);
  open(YamlNode::Kind::list, mark, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  refuse_anchor(mark, anchor);
  refuse_tag(mark, tag);
  open(YamlNode::Kind::map, mark, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (anchor != YAML::NullAnchor) mistakes_.refuse_anchor(offset_of(mark));
}

void TreeBuilder::refuse_tag(const YAML::Mark& mark, const std::string& tag) {
  const std::size_t start = offset_of(mark);
  const bool written = source_.text().substr(start).starts_with('!');
  if (written || (tag != "?" && tag != "!")) mistakes_.refuse_tag(start);
}

// yaml-cpp reads a lone word in a map as a key with an empty value.
void TreeBuilder::refuse_missing_colon(const OpenNode& map) {
  const YamlNode::Entry& entry = map.node.entries.back();
  const std::size_t next = source_.text().find_first_not_of(" \t\r\n", map.key_end);
  const char found = next < source_.text().size() ? source_.text()[next] : '\n';
  if (found == ':') return;
  // Within brackets the cause may be a bracket that is never closed; that is reported instead.
  if (map.flow && found != ',' && found != '}') return;
  syntax_error(map.key_start, map.key_end, "yaml.syntax",
               say("the key '{key}' has no ':'", {{"key", shortened(entry.key, 40)}}),
               say("write 'key: value'; indent the further lines of a text"));
}

void TreeBuilder::count_node(std::size_t start) {
  if (++nodes_ <= limits_.nodes) return;
  error(start, start + 1, "yaml.too-many-nodes",
        say("the file holds more than {count} values", {{"count", limits_.nodes}}),
        say("split the file"));
  throw Stop{};
}

// One typo in a large table repeats in every row; a thousand reports help no author.
void TreeBuilder::stop_after_many_errors(std::size_t start) {
  if (mistakes_.count() < kMostErrors) return;
  error(start, start + 1, "yaml.too-many-errors",
        say("reading stops here after {count} mistakes in this file", {{"count", kMostErrors}}));
  throw Stop{};
}

bool TreeBuilder::key_expected() const {
  return !open_.empty() && open_.back().node.kind == YamlNode::Kind::map && !open_.back().has_key;
}

bool TreeBuilder::refuse_key(const Value& key) {
  if (key.node.kind != YamlNode::Kind::scalar || key.node.scalar.empty()) {
    error(key.start, key.end, "yaml.key", say("a key must be a word"), say("write 'key: value'"));
    return true;
  }
  if (key.node.scalar != "<<" || key.node.quoted) return false;
  error(key.start, key.end, "yaml.key", say("merge keys are not used here"),
        say("write the keys out"));
  return true;
}

void TreeBuilder::take_key(Value key) {
  OpenNode& map = open_.back();
  const bool refused = refuse_key(key);
  const auto [earlier, is_new] = map.lines_of_keys.emplace(key.node.scalar, key.node.span.line);
  if (!is_new && !refused) {
    error(key.start, key.end, "yaml.duplicate-key",
          say("the key '{key}' stands here for the second time",
              {{"key", shortened(key.node.scalar, 40)}}),
          say("the first is in line {line}", {{"line", earlier->second}}));
  }
  map.node.entries.push_back({std::move(key.node.scalar), std::move(key.node.span), {}});
  map.has_key = true;
  map.key_start = key.start;
  map.key_end = key.end;
}

void TreeBuilder::place(Value value) {
  stop_after_many_errors(value.start);
  if (mistakes_.refuse_tab_before(value.start)) throw Stop{};
  if (key_expected()) return take_key(std::move(value));
  count_node(value.start);
  attach(std::move(value.node));
}

void TreeBuilder::attach(YamlNode node) {
  if (open_.empty()) {
    root_ = std::move(node);
  } else if (open_.back().node.kind == YamlNode::Kind::list) {
    open_.back().node.items.push_back(std::move(node));
  } else {
    open_.back().node.entries.back().value = std::move(node);
    open_.back().has_key = false;
  }
}

void TreeBuilder::open(YamlNode::Kind kind, const YAML::Mark& mark, bool flow) {
  const std::size_t start = offset_of(mark);
  if (key_expected()) {
    syntax_error(start, start + 1, "yaml.key", say("a key must be a word, not a list or map"),
                 say("close the bracket, or put a text that begins with it in quotes"));
    throw Stop{};
  }
  if (mistakes_.refuse_tab_before(start)) throw Stop{};
  count_node(start);
  if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
    error(start, start + 1, "yaml.too-deep",
          say("lists and maps are nested more than {depth} deep", {{"depth", limits_.depth}}));
    throw Stop{};
  }
  OpenNode opened;
  opened.node.kind = kind;
  opened.node.span = source_.span(start, start + 1);
  opened.start = start;
  opened.flow = flow;
  open_.push_back(std::move(opened));
}

void TreeBuilder::close() {
  BANCHENG_CHECK(!open_.empty());
  YamlNode node = std::move(open_.back().node);
  open_.pop_back();
  attach(std::move(node));
}

// Needed because yaml-cpp accepts a text whose quote is never closed.
std::size_t TreeBuilder::end_of_quoted(std::size_t start) {
  const std::size_t end = find_end_of_quoted(source_.text(), start);
  if (end != std::string_view::npos) return end;
  syntax_error(
      start, source_.line_end(start), "yaml.syntax", say("this quote is never closed"),
      say("add {quote} at the end of the text", {{"quote", source_.text().substr(start, 1)}}));
  throw Stop{};
}

std::size_t TreeBuilder::end_of_scalar(std::size_t start, const std::string& value) {
  const std::string_view rest = source_.text().substr(std::min(start, source_.text().size()));
  if (rest.starts_with('"') || rest.starts_with('\'')) return end_of_quoted(start);
  const bool block = rest.starts_with('|') || rest.starts_with('>');
  if (!block && rest.starts_with(value)) return start + value.size();
  return source_.line_end(start);
}

// An empty value has no position of its own, so it gets that of its key or of the item's dash.
Span TreeBuilder::span_of_null(std::size_t start) const {
  const std::string_view text = source_.text();
  const std::string_view rest = text.substr(std::min(start, text.size()));
  const bool waits = !open_.empty() && open_.back().has_key;
  const bool same_line =
      !waits || source_.line_start(start) == source_.line_start(open_.back().key_end);
  if (same_line && rest.starts_with('~')) return source_.span(start, start + 1);
  for (const std::string_view word : kNullWords)
    if (same_line && rest.starts_with(word)) return source_.span(start, start + word.size());
  if (waits) return open_.back().node.entries.back().key_span;
  const std::size_t before = start == 0 ? start : text.find_last_not_of(" \t\r\n", start - 1);
  return before == std::string_view::npos ? source_.span(start, start + 1)
                                          : source_.span(before, before + 1);
}

void TreeBuilder::report(const YAML::Exception& exception) {
  const std::size_t start = offset_of(exception.mark);
  if (exception.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR) {
    const std::size_t end = source_.text().find_first_of(" \t\r\n,]}", start);
    return mistakes_.refuse_alias(start, end);
  }
  PlainWords words = plain_words_for(exception.msg);
  const bool in_brackets = !open_.empty() && open_.back().flow;
  if (in_brackets) {
    const int line = source_.span(open_.back().start, open_.back().start).line;
    words.hint =
        joined(std::move(words.hint), say("it was opened in line {line}", {{"line", line}}));
  }
  syntax_error(start, start + 1, "yaml.syntax", std::move(words.message), std::move(words.hint));
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const Entry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

std::optional<YamlNode> read_yaml(const std::string& file, const std::string& text,
                                  Diagnostics& diagnostics, const YamlLimits& limits) {
  if (!is_readable_text(file, text, limits.bytes, diagnostics)) return std::nullopt;
  const std::string content(without_byte_order_mark(text));
  diagnostics.add_source(file, content);
  const SourceText source(file, content);
  TreeBuilder builder(source, limits, diagnostics);
  std::istringstream stream(content);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      YamlNode nothing;
      nothing.span = source.span(0, 0);
      return nothing;
    }
    parser.HandleNextDocument(builder);
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& exception) {
    builder.report(exception);
  }
  if (builder.failed()) return std::nullopt;
  return builder.take_root();
}

}  // namespace core
