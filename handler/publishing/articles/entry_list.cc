// Finds entries by their ids in the tree of the file.
#include "handler/publishing/articles/entry_list.h"

#include <algorithm>
#include <utility>

#include "handler/publishing/mark_of.h"

namespace handler::publishing {
namespace {

constexpr const char* kEmptyFile = "schema: 1\n";

// All that a value says, as parts in which no two values are alike.
void add_parts(const core::YamlNode& node, std::vector<std::string>& parts) {
  parts.push_back(std::to_string(static_cast<int>(node.kind)) + ":" +
                  std::to_string(node.items.size() + node.entries.size()));
  parts.push_back(node.scalar);
  for (const core::YamlNode& item : node.items) add_parts(item, parts);
  for (const core::YamlNode::Entry& entry : node.entries) {
    parts.push_back(entry.key);
    add_parts(entry.value, parts);
  }
}

std::string mark_of_node(const core::YamlNode& node) {
  std::vector<std::string> parts;
  add_parts(node, parts);
  return mark_of_parts(parts);
}

const core::YamlNode* entries_of(const core::YamlNode& root, const ListName& list) {
  const core::YamlNode* entries = root.find(list.key);
  const bool is_list = entries != nullptr && entries->kind == core::YamlNode::Kind::list;
  return is_list ? entries : nullptr;
}

// The place of the entry; the size of the list if it is not there.
std::size_t place_in(const core::YamlNode& entries, const std::string& id) {
  const auto has_id = [&](const core::YamlNode& node) {
    const core::YamlNode* own = node.find("id");
    return own != nullptr && own->scalar == id;
  };
  return static_cast<std::size_t>(std::ranges::find_if(entries.items, has_id) -
                                  entries.items.begin());
}

std::string text_or_empty_file(const core::FolderTexts& texts, const ListName& list) {
  const auto found = texts.find(list.file);
  return found == texts.end() ? kEmptyFile : found->second;
}

}  // namespace

std::string mark_of_entry(const core::FolderTexts& texts, const ListName& list,
                          const std::string& id) {
  const auto found = texts.find(list.file);
  if (found == texts.end()) return {};
  core::Diagnostics of_the_reader;
  const auto root = core::read_yaml(list.file, found->second, of_the_reader);
  const core::YamlNode* entries = root ? entries_of(*root, list) : nullptr;
  if (entries == nullptr) return {};
  const std::size_t at = place_in(*entries, id);
  return at == entries->items.size() ? std::string() : mark_of_node(entries->items[at]);
}

std::string free_id(const std::string& begin, const std::set<std::string>& taken) {
  int serial = 1;
  while (taken.contains(begin + "_" + std::to_string(serial))) ++serial;
  return begin + "_" + std::to_string(serial);
}

EntryList::EntryList(const core::FolderTexts& texts, const ListName& list)
    : list_(list),
      was_there_(texts.contains(list.file)),
      before_(text_or_empty_file(texts, list)),
      file_(list.file, before_) {}

std::size_t EntryList::size() const {
  const core::YamlNode* entries = entries_of(root(), list_);
  return entries == nullptr ? 0 : entries->items.size();
}

std::size_t EntryList::place_of(const EntrySpot& spot) const {
  const core::YamlNode* entries = entries_of(root(), list_);
  const std::size_t at = entries == nullptr ? 0 : place_in(*entries, spot.id);
  if (entries == nullptr || at == entries->items.size() ||
      mark_of_node(entries->items[at]) != spot.mark)
    throw core::Refused(core::FailureCode::conflict, "the entry was changed meanwhile");
  return at;
}

void EntryList::add(const std::string& id, YamlFields fields) {
  const core::YamlNode* entries = entries_of(root(), list_);
  if (entries != nullptr && place_in(*entries, id) < entries->items.size())
    throw core::Refused(core::FailureCode::conflict, "the id '" + id + "' is taken");
  fields.insert(fields.begin(), {"id", core::yaml_text(id)});
  file_.insert({}, list_.key, size(), fields, {"schema", "hide", list_.key});
}

void EntryList::set(const EntrySpot& spot, const YamlFields& fields,
                    const std::vector<std::string>& keys) {
  file_.put({list_.key, place_of(spot)}, fields, keys);
}

void EntryList::move(const EntrySpot& spot, std::size_t to) {
  const std::size_t from = place_of(spot);
  to = std::min(to, size() - 1);
  if (to != from) file_.move({list_.key, from}, to);
}

void EntryList::remove(const EntrySpot& spot) {
  const std::size_t at = place_of(spot);
  goes_ = !list_.may_be_empty && size() == 1;
  if (!goes_) file_.remove({list_.key, at});
}

core::FileChanges EntryList::changes() const {
  if (goes_) return {{list_.file, std::nullopt}};
  return changed_file(list_.file, was_there_ ? before_ : std::string(), file_.text());
}

core::Result<core::FileChanges> move_entry(const core::FolderTexts& texts, const ListName& list,
                                           const EntrySpot& spot, std::size_t to) {
  return edited_list(texts, list, [&](EntryList& entries) { entries.move(spot, to); });
}

core::Result<core::FileChanges> remove_entry(const core::FolderTexts& texts, const ListName& list,
                                             const EntrySpot& spot) {
  return edited_list(texts, list, [&](EntryList& entries) { entries.remove(spot); });
}

}  // namespace handler::publishing
