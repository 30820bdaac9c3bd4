// What a reporter adds while the case is open, which files can be taken back, and what a policy
// says of them.
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

// The part of a file holds the key to its bytes: it is no text for any page.
TEST_F(TicketFiles, TheKeyOfAFileIsNeverShown) {
  add_picture(cases::Actor::Kind::staff);
  const std::string shown = page();
  EXPECT_TRUE(reads(shown, "窗口代您补交照片或文件，附1张照片"));
  EXPECT_FALSE(says(shown, "topsecret"));
}

// -- other policies

// A reporter of the demo whose policy says this of files.
struct Town {
  explicit Town(const std::string& rule) : hall(published_with(rule)) {}
  static const std::filesystem::path& published_with(const std::string& rule) {
    static tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
    sites.republish("demo", "policy.yaml", "reopening: true", "reopening: true\nfiles: " + rule);
    return sites.root();
  }
  std::string opened_form() const {
    return citizen.post("demo/ticket/supplement", {{"number", number}, {"step", "edit"}}).body;
  }

  HandlerFixture hall;
  PortalFixture citizen{hall};
  web::Response receipt = citizen.report();
  std::string number = number_on(receipt);
};

TEST(FilesOfATown, ThatComeAfterAcceptanceAreSaidToComeThen) {
  Town town("{before_acceptance: 0}");
  EXPECT_TRUE(reads(town.receipt.body, "照片、PDF文件，受理以后可以在那里交。"));
  EXPECT_FALSE(reads(town.citizen.look_up(town.number).body, "、交照片和PDF文件"));
  const std::string form = town.opened_form();
  EXPECT_TRUE(reads(form, "受理以后才能交文件。"));
  EXPECT_TRUE(says(form, "id=\"field-supplement-files\" tabindex=\"-1\""));
  EXPECT_TRUE(says(form, "aria-required=\"true\"")) << "words are all that can be sent";
  EXPECT_FALSE(says(form, "type=\"file\""));
  EXPECT_FALSE(says(form, "multipart"));
  EXPECT_FALSE(says(form, "assets/files."));
  town.hall.accept(1);
  EXPECT_TRUE(says(town.opened_form(), "type=\"file\""));
}

TEST(FilesOfATown, ThatMayBeSmallerThanAllTogetherHaveBothLimits) {
  const Town town("{each: 2}");
  EXPECT_TRUE(
      reads(town.opened_form(), "每个不超过2 MB。窗口受理以前，所有文件加在一起不超过3 MB。"));
}

TEST(FilesOfATown, ThatAreNotTakenAreNotSpokenOf) {
  const Town town("none");
  EXPECT_FALSE(reads(town.receipt.body, "PDF文件"));
  const std::string form = town.opened_form();
  EXPECT_TRUE(says(form, "name=\"words\""));
  EXPECT_FALSE(reads(form, "PDF"));
  EXPECT_FALSE(says(form, "type=\"file\""));
}

}  // namespace
}  // namespace handler::portal::testing
