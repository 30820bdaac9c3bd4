// Compares a notice with what its entry says, and changes the keys that differ.
#include "handler/publishing/directory/notice_edits.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "core/input/map_reader.h"
#include "handler/publishing/mark_of.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::Notice;

const std::string kNoticesKey = "notices";
const std::vector<std::string> kNoticeKeys = {"text", "from", "to", "window"};

// `to` may be left out where it is the first day.
std::string last_day(const Notice& notice) {
  return notice.days.to == notice.days.from ? "" : core::to_iso(notice.days.to);
}

std::optional<core::YamlValue> or_nothing(const std::string& text,
                                          core::YamlValue (*make)(std::string)) {
  return text.empty() ? std::nullopt : std::optional(make(text));
}

YamlFields notice_fields_of(const Notice& notice) {
  return {{"text", core::yaml_text(notice.text)},
          {"from", core::yaml_word(core::to_iso(notice.days.from))},
          {"to", or_nothing(last_day(notice), core::yaml_word)},
          {"window", or_nothing(notice.window, core::yaml_text)}};
}

YamlFields differing(const Notice& before, const Notice& after) {
  YamlFields fields = notice_fields_of(after);
  std::erase_if(fields, [&](const auto& field) {
    const std::string& key = field.first;
    return (key == "text" && before.text == after.text) ||
           (key == "from" && before.days.from == after.days.from) ||
           (key == "to" && before.days.to == after.days.to &&
            (field.second || before.days.from == after.days.from)) ||
           (key == "window" && before.window == after.window);
  });
  return fields;
}

// site.yaml while its notices are changed. Throws core::Refused.
class Notices {
 public:
  explicit Notices(const core::FolderTexts& texts)
      : before_(text_of(texts)), file_(kSiteFile, before_) {
    core::Diagnostics of_the_reader;
    core::MapReader reader(file_.root(), "site", of_the_reader);
    notices_ = core::read_notices(reader, of_the_reader);
  }

  void add(const Notice& notice) {
    file_.insert({}, kNoticesKey, notices_.size(), notice_fields_of(notice), {});
  }
  void set(const NoticeSpot& spot, const Notice& notice) {
    file_.put({kNoticesKey, spot.index}, differing(at(spot), notice), kNoticeKeys);
  }
  void remove(std::vector<NoticeSpot> spots) {
    for (const NoticeSpot& spot : spots) at(spot);
    std::ranges::sort(spots, std::ranges::greater(), &NoticeSpot::index);
    for (const NoticeSpot& spot : spots) file_.remove({kNoticesKey, spot.index});
  }

  core::FileChanges changes() const { return changed_file(kSiteFile, before_, file_.text()); }

 private:
  static std::string text_of(const core::FolderTexts& texts) {
    const auto found = texts.find(kSiteFile);
    if (found == texts.end())
      throw core::Refused(core::FailureCode::not_found, "the site has no site.yaml");
    return found->second;
  }

  const Notice& at(const NoticeSpot& spot) const {
    if (spot.index >= notices_.size() || mark_of(notices_[spot.index]) != spot.mark)
      throw core::Refused(core::FailureCode::conflict, "the notice was changed meanwhile");
    return notices_[spot.index];
  }

  std::string before_;
  YamlChanges file_;
  std::vector<Notice> notices_;  // as the file was before the changes
};

template <class Make>
core::Result<core::FileChanges> edited_notices(const core::FolderTexts& texts, Make make) {
  const auto all = [&] {
    Notices notices(texts);
    make(notices);
    return notices.changes();
  };
  return core::result_of(all);
}

}  // namespace

std::string mark_of(const Notice& notice) {
  return mark_of_parts(
      {notice.text, core::to_iso(notice.days.from), core::to_iso(notice.days.to), notice.window});
}

core::Result<core::FileChanges> add_notice(const core::FolderTexts& texts, const Notice& notice) {
  return edited_notices(texts, [&](Notices& file) { file.add(notice); });
}

core::Result<core::FileChanges> set_notice(const core::FolderTexts& texts, const NoticeSpot& spot,
                                           const Notice& notice) {
  return edited_notices(texts, [&](Notices& file) { file.set(spot, notice); });
}

core::Result<core::FileChanges> remove_notices(const core::FolderTexts& texts,
                                               const std::vector<NoticeSpot>& spots) {
  return edited_notices(texts, [&](Notices& file) { file.remove(spots); });
}

}  // namespace handler::publishing
