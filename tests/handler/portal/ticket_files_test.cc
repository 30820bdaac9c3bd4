// What a reporter adds while the case is open, and which files can be taken back.
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

using TicketFiles = TicketFixture;

TEST_F(TicketFiles, WordsAreAddedAtAnyTimeAndReadByTheDeskAlone) {
  EXPECT_TRUE(offers(page(), "supplement"));
  const web::Response done = act("supplement", "words", "又去问了一次");
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "您补充的内容已经记录，窗口能看到。有时限的，到期日不变。"));
  EXPECT_TRUE(says(done.body, "您补充了说明"));
  EXPECT_FALSE(says(done.body, "又去问了一次"));
  EXPECT_EQ(last_event().type, cases::EventType::supplemented);
  EXPECT_EQ(sealed_text("words"), "又去问了一次");
  EXPECT_EQ(hall.doubts(), "");
  close();
  EXPECT_FALSE(offers(page(), "supplement"));
}

TEST_F(TicketFiles, NothingAtAllIsNoSupplement) {
  const web::Response page = act("supplement", "words", "");
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page.body, "请写几句话，或者选照片、PDF文件，至少要有一样。"));
  EXPECT_TRUE(reads(page.body, "补充的情况：请写几句话")) << "the field is named for its action";
  EXPECT_TRUE(says(page.body, "href=\"#field-supplement-words\""));
  EXPECT_EQ(event_count(), 1U);
}

// A text that is typed in place of files promises none.
TEST_F(TicketFiles, ATypedTextIsNoFile) {
  const web::Response page = act("supplement", "files", "jpeg:2048");
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(event_count(), 1U);
}

TEST_F(TicketFiles, AreChosenByDayTypeAndSizeToBeTakenBack) {
  EXPECT_FALSE(offers(page(), "withdraw_file"));
  add_picture(cases::Actor::Kind::reporter);
  const std::string shown = page();
  EXPECT_TRUE(reads(shown, "您补交了照片或文件，附1张照片"));
  EXPECT_TRUE(reads(shown, "照片（2 KB）"));
  const std::string name = std::to_string(last_event().seq) + ".file1";
  EXPECT_TRUE(says(shown, "value=\"" + name + "\""));
  const web::Response asked = send("withdraw_file", with(form("withdraw_file"), "file", name));
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(reads(asked.body, "撤回以后，这个文件就销毁，不能恢复。"));
  EXPECT_TRUE(reads(asked.body, "照片（2 KB）"));
  EXPECT_EQ(event_count(), 2U) << "asked twice";
}

TEST_F(TicketFiles, NoFileIsTakenBackWithoutANameOfOne) {
  add_picture(cases::Actor::Kind::reporter);
  EXPECT_TRUE(reads(act("withdraw_file").body, "请选一个。"));
  EXPECT_EQ(act("withdraw_file", "file", "1.identity").status, 422);
  EXPECT_EQ(event_count(), 2U);
}

// The part of a file holds the key to its bytes: it is no text for the page, whoever may read it.
TEST_F(TicketFiles, TheKeyOfAFileIsNeverShown) {
  add_picture(cases::Actor::Kind::staff);
  const std::string shown = page();
  EXPECT_TRUE(reads(shown, "窗口代您补交照片或文件，附1张照片"));
  EXPECT_FALSE(says(shown, "topsecret"));
}

}  // namespace
}  // namespace handler::portal::testing
