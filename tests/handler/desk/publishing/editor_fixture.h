// An office in which content is edited: a copy of the demo's content, editors, and the publisher's
// steps by hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/site/folder_view.h"
#include "handler/store/publishing/publications.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {

class EditorHouse : public DeskFixture {
 public:
  EditorHouse();

  // -- the content folder

  std::string standing(const std::string& file) const;
  void write(const std::string& file, const std::string& text) const;
  // The file as it stands with one text in the place of another.
  std::string replaced(const std::string& file, const std::string& from,
                       const std::string& to) const;

  // -- people: an editor of the whole site, and another one

  std::int64_t author = 0;
  std::int64_t second = 0;
  std::string at_author;  // their sessions
  std::string at_second;

  // -- drafts and publications

  void keep_draft(std::int64_t user, const core::FileChanges& changes);
  store::Draft draft_of(std::int64_t user);
  // The author's draft with another head of the leading group.
  void draft_new_head();
  Form publish_form();
  // The author hands the draft over; returns the number.
  std::int64_t handed_over();
  Form agree_form(std::int64_t id);
  store::Publication publication(std::int64_t id);
  store::PublicationState state_of(std::int64_t id);
  // What the publisher does: writes the files and says that it is done.
  void carry_out(std::int64_t id);

  static std::string page_of_publication(std::int64_t id);

 private:
  std::filesystem::path file(const std::string& name) const;

  tests::TemporaryFolder content_folder_;
};

}  // namespace handler::desk::testing
