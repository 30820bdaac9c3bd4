// Photos and papers that a reporter sends from the ticket page, and those that the window answers
// with.
#include "handler/cases/ticket_number.h"
#include "handler/portal/limits.h"
#include "handler/portal/number_guard.h"
#include "handler/store/cases/file_contents.h"
#include "handler/store/destroyed_list.h"
#include "handler/web/security_headers.h"
#include "tests/handler/files/sample_files.h"
#include "tests/handler/portal/ticket_fixture.h"
#include "tests/support/waiting.h"

namespace handler::portal::testing {
namespace {

using Files = std::vector<tests::FormPart>;

tests::FormPart file(const std::string& name, const std::string& bytes) {
  return {"files", bytes, name};
}

Files photo() {
  return {file("IMG_1.jpg", tests::planted_jpeg(1))};
}

class SentFiles : public TicketFixture {
 protected:
  SentFiles() {
    hall.services.place.data = hall.data_folder();
    hall.services.place.files.cleaner = BANCHENG_FILE_CLEANER;
    hall.services.place.files.longest = tests::kFar;
  }

  Form agreed(const std::string& action = "supplement") const {
    return with(form(action), "files_consent", "yes");
  }
  web::Response send_files(const Form& filled, const Files& files,
                           const std::string& action = "supplement") const {
    return citizen.post("demo/ticket/" + action, filled, files);
  }
  // The bytes of a file of the newest event, as the desk opens them.
  std::string kept_bytes(const std::string& field) {
    const std::int64_t id = last_event().data.at(field).at("part");
    const store::CaseRecord record = hall.record(1);
    const auto info = store::file_info_of(record.parts.at(id), &hall.services.desk_keys->seal);
    if (!info) return info.failure().message;
    store::FileContents contents(hall.store, {"demo", 1, id}, *info);
    const auto bytes = contents.rest();
    return bytes ? *bytes : bytes.failure().message;
  }
  std::size_t files_of(cases::EventType type) {
    std::size_t count = 0;
    for (const cases::Event& event : hall.record(1).events()) {
      if (event.type == type && event.data.contains("files")) ++count;
    }
    return count;
  }
  // An event by the window with one file in it.
  std::string answer_with_file(const std::string& type, const std::string& name,
                               const std::string& bytes, cases::CaseId id = 1) {
    const auto sealed = store::seal_file(type, name, bytes, hall.data_folder());
    store::NewEvent event;
    event.actor = {.kind = cases::Actor::Kind::staff, .role = core::Role::front_desk};
    event.type = cases::EventType::fed_back;
    event.data = {{"channel", "written"}, {"files", {type + ":" + std::to_string(bytes.size())}}};
    event.parts = {store::make_part(hall.randomness, "reply", "请看照片", "", true),
                   store::make_file_part(hall.randomness, "file1", *sealed, "", true)};
    event.policy = hall.record(id).row.values.policy;
    const auto rules = hall.services.rules.for_case(*hall.site(), hall.record(id).row);
    EXPECT_TRUE(hall.store.append("demo", id, hall.record(id).events().back().seq, {event},
                                  view::refold_with(*rules, hall.clock.now())));
    return std::to_string(hall.record(id).events().back().seq) + ".file1";
  }
  void reply() {
    dispatch();
    hall.act(1, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}});
  }
  web::Response look_at(const std::string& name) const {
    return citizen.post("demo/ticket/file", {{"number", number}, {"file", name}});
  }
};

TEST_F(SentFiles, TheFormSaysItsLimitsAndAsksForAConsentOfItsOwn) {
  EXPECT_FALSE(says(page(), "type=\"file\"")) << "only in a form that was asked for";
  EXPECT_TRUE(reads(page(), "补充说明、交照片和PDF文件"));
  const web::Response open =
      send("supplement", with(form_on(page(), "supplement"), "step", "edit"));
  EXPECT_EQ(open.status, 200);
  EXPECT_TRUE(says(open.body, "enctype=\"multipart/form-data\""));
  EXPECT_TRUE(says(open.body, "accept=\"image/jpeg,image/png,image/webp,application/pdf\""));
  EXPECT_TRUE(
      reads(open.body,
            "一次最多4个。窗口受理以前，所有文件加在一起不超过3 MB；受理以后，每个不超过5 MB。"));
  EXPECT_TRUE(reads(open.body, "照片里的拍摄地点、时间和相机信息会去掉，PDF文件里的信息不去掉"));
  EXPECT_TRUE(tests::asks_for(open.body, "files_consent"));
  EXPECT_TRUE(says(open.body, "data-room=\"" + std::to_string(3U << 20U) + "\""));
  hall.accept(1);
  const std::string later =
      send("supplement", with(form_on(page(), "supplement"), "step", "edit")).body;
  EXPECT_TRUE(reads(later, "一次最多4个，每个不超过5 MB。"));
  EXPECT_FALSE(reads(later, "受理以前"));
  EXPECT_FALSE(says(later, "data-room"));
}

TEST_F(SentFiles, AreCleanedSealedAndRecordedWithTheirWords) {
  Files files = photo();
  files.push_back(file("合同.pdf", tests::plain_pdf()));
  const web::Response done = send_files(with(agreed(), "words", "这是合同"), files);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_TRUE(reads(done.body, "收到2个文件：照片（1 KB）、PDF文件（1 KB）。"));
  EXPECT_FALSE(reads(done.body, "没有收"));
  EXPECT_EQ(last_event().type, cases::EventType::supplemented);
  EXPECT_EQ(kept_bytes("file1"), tests::plain_jpeg());
  EXPECT_EQ(kept_bytes("file2"), tests::plain_pdf());
  EXPECT_TRUE(reads(page(), "您交的照片和PDF文件"));
  EXPECT_FALSE(says(page(), "IMG_1")) << "names are sealed";
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(SentFiles, AreEnoughWithoutWordsAndAnswerARequestForMaterials) {
  ask_materials();
  const web::Response done = send_files(agreed("send_materials"), photo(), "send_materials");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(last_event().type, cases::EventType::materials_sent);
  EXPECT_EQ(kept_bytes("file1"), tests::plain_jpeg());
}

TEST_F(SentFiles, AreNotTakenWithoutConsent) {
  const web::Response page = send_files(with(form("supplement"), "words", "看照片"), photo());
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page.body, "交文件要单独同意，请勾选"));
  EXPECT_TRUE(says(page.body, "href=\"#field-supplement-files_consent\""));
  EXPECT_EQ(kept(page.body, "supplement", "words"), "看照片");
  EXPECT_TRUE(reads(page.body, "选好的照片和PDF文件没有保存，请再选一次。"));
  EXPECT_EQ(event_count(), 1U);
}

TEST_F(SentFiles, ThatANewEventOvertakesAreSaidToBeChosenAgain) {
  const Form filled = with(agreed(), "words", "看照片");
  hall.accept(1);
  const web::Response page = send_files(filled, photo());
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(reads(page.body, "您写的字都在。"));
  EXPECT_TRUE(reads(page.body, "选好的照片和PDF文件没有保存，请再选一次。"));
  EXPECT_EQ(kept(page.body, "supplement", "words"), "看照片");
  const Form words = with(with(form("supplement"), "seen", "1"), "words", "看照片");
  const web::Response alone = send("supplement", words);
  EXPECT_EQ(alone.status, 409);
  EXPECT_FALSE(reads(alone.body, "选好的照片和PDF文件没有保存"));
}

// A form without chosen files is words alone, and the tick means nothing then.
TEST_F(SentFiles, NeedNoConsentIfThereAreNone) {
  EXPECT_EQ(send_files(with(form("supplement"), "words", "没有照片"), {file("", "")}).status, 200);
  EXPECT_EQ(sealed_text("words"), "没有照片");
  EXPECT_FALSE(last_event().data.contains("files"));
}

TEST_F(SentFiles, SentTwiceAreOneEvent) {
  const Form filled = with(agreed(), "words", "第一次");
  ASSERT_EQ(send_files(filled, photo()).status, 200);
  // The second needs no cleaner: it is known before time is spent on it.
  hall.services.place.files.cleaner = "/bin/false";
  const web::Response again = send_files(filled, photo());
  EXPECT_EQ(again.status, 200);
  EXPECT_TRUE(reads(again.body, "收到1个文件：照片（1 KB）。"));
  EXPECT_EQ(files_of(cases::EventType::supplemented), 1U);
}

TEST_F(SentFiles, OneThatCannotBeKeptDoesNotStopTheOthers) {
  Files files = photo();
  files.push_back(file("IMG_2.heic", "ftypheic and so on"));
  const web::Response done = send_files(agreed(), files);
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(reads(done.body, "收到1个文件：照片（1 KB）。"));
  EXPECT_TRUE(reads(done.body, "没有收“IMG_2.heic”：格式不对，只收JPEG、PNG、WebP照片和PDF文件"));
  EXPECT_EQ(files_of(cases::EventType::supplemented), 1U);
}

TEST_F(SentFiles, ThatCannotBeKeptAreNamedWithTheReasonAndTheFormIsKept) {
  const web::Response page = send_files(
      agreed(), {file("a<b>.heic", "ftypheic"), file("half.jpg", "\xFF\xD8\xFF\xE0 cut off")});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page.body, "没有收“a<b>.heic”：格式不对，只收JPEG、PNG、WebP照片和PDF文件"));
  EXPECT_FALSE(says(page.body, "a<b>"));
  EXPECT_TRUE(says(page.body, "half.jpg"));
  EXPECT_FALSE(reads(page.body, "请写几句话")) << "no news beside the reasons";
  EXPECT_TRUE(says(page.body, "<div id=\"unfit-supplement-files\">"));
  EXPECT_TRUE(says(page.body, " unfit-supplement-files\" aria-invalid=\"true\""));
  EXPECT_EQ(event_count(), 1U);
}

TEST_F(SentFiles, ThatCannotBeKeptLeaveTheWords) {
  const web::Response done =
      send_files(with(agreed(), "words", "见附件"), {file("x.heic", "ftypheic")});
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(reads(done.body, "没有收“x.heic”"));
  EXPECT_EQ(sealed_text("words"), "见附件");
  EXPECT_FALSE(last_event().data.contains("files"));
}

TEST_F(SentFiles, AboveTheLimitsAreRefusedBeforeTheyAreLookedAt) {
  hall.services.place.files.cleaner = "/bin/false";
  const Files five(5, photo().front());
  EXPECT_TRUE(reads(send_files(agreed(), five).body, "一次最多交4个文件"));
  const Files large = {file("big.jpg", std::string((3U << 20U) + 1, 'x'))};
  EXPECT_TRUE(reads(send_files(agreed(), large).body, "受理以前，交的文件加在一起不能超过3 MB"));
  EXPECT_EQ(event_count(), 1U);
}

TEST_F(SentFiles, AreCountedByTheAddressBeforeTimeIsSpentOnThem) {
  for (int i = 0; i < kActionsPerAddress.most; ++i)
    ASSERT_EQ(act("supplement", "words", "又一次").status, 200) << i;
  hall.services.place.files.cleaner = "/bin/false";
  const web::Response page = send_files(with(agreed(), "words", "见附件"), photo());
  EXPECT_EQ(page.status, 429);
  EXPECT_TRUE(reads(page.body, "照片和文件不会跟着再提交。"));
  EXPECT_TRUE(reads(page.body, "见附件"));
}

TEST_F(SentFiles, ThatTheDiskCannotHoldKeepTheWords) {
  hall.services.place.data = "/nowhere/at/all";
  const web::Response page = send_files(with(agreed(), "words", "见附件"), photo());
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(reads(page.body, "照片和文件不会跟着再提交。要交的，请按“返回修改”，再选一次。"));
  EXPECT_TRUE(reads(page.body, "见附件"));
  EXPECT_EQ(event_count(), 1U);
}

// With CGI the browser waits, and its page cannot hold files: the words come back in their form.
TEST_F(SentFiles, AreNotLostWithoutAWordWhenTheBrowserMustWait) {
  const Form filled = with(agreed(), "words", "见附件");
  hall.services.one_request = true;
  hall.services.uncounted = view::UncountedSign(hall.data_folder() / "uncounted");
  for (int i = 0; i < kWrongNumbersPerAddress.most; ++i)
    citizen.look_up(cases::make_ticket_number(std::to_string(i), hall.services.portal_keys.ticket));
  const web::Response wait = send_files(filled, photo());
  EXPECT_TRUE(reads(wait.body, "照片和文件没有保存，文字也还没有提交。"));
  hall.clock.pass(kNumberWait);
  const web::Response back = citizen.post("demo/ticket/supplement", hidden_fields(wait.body));
  EXPECT_EQ(back.status, 200);
  EXPECT_EQ(kept(back.body, "supplement", "words"), "见附件");
  EXPECT_EQ(event_count(), 1U);
}

TEST_F(SentFiles, AreListedAndTakenBack) {
  ASSERT_EQ(send_files(agreed(), photo()).status, 200);
  const std::string name = std::to_string(last_event().seq) + ".file1";
  EXPECT_TRUE(says(page(), "href=\"#action-withdraw_file\""));
  const Form chosen = with(with(form("withdraw_file"), "file", name), "step", "confirm");
  EXPECT_EQ(send("withdraw_file", chosen).status, 200);
  EXPECT_EQ(last_event().type, cases::EventType::file_withdrawn);
  EXPECT_TRUE(reads(page(), "照片（1 KB）（已经撤回、销毁）"));
  EXPECT_FALSE(says(page(), "href=\"#action-withdraw_file\""));
  EXPECT_EQ(hall.doubts(), "");
}

// As after the restore of a backup that still had them.
TEST_F(SentFiles, ThatWereDestroyedAgainNoLongerStandOrCount) {
  ASSERT_EQ(send_files(agreed(), photo()).status, 200);
  const std::vector<store::DestroyedPart> gone = {
      {"demo", 1, last_event().data.at("file1").at("part").get<std::int64_t>()}};
  ASSERT_TRUE(store::append_destroyed(hall.data_folder(), gone));
  ASSERT_EQ(hall.store.destroy_again(gone).value(), 1);
  EXPECT_TRUE(reads(page(), "照片（1 KB）（已经销毁）"));
  EXPECT_FALSE(says(page(), "href=\"#action-withdraw_file\""));
  const std::string open = send("supplement", with(form("supplement"), "step", "edit")).body;
  EXPECT_TRUE(says(open, "data-room=\"" + std::to_string(3U << 20U) + "\""));
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(SentFiles, OfACaseThatIsHeldCannotBeTakenBack) {
  ASSERT_EQ(send_files(agreed(), photo()).status, 200);
  const std::string name = std::to_string(last_event().seq) + ".file1";
  const Form chosen = with(with(form("withdraw_file"), "file", name), "step", "confirm");
  hall.act(1, "hold", {{"reason", "正在复议"}});
  EXPECT_FALSE(says(page(), "href=\"#action-withdraw_file\""));
  const std::string seen = value_of(form("withdraw"), "seen");
  const web::Response refused = send("withdraw_file", with(chosen, "seen", seen));
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused.body, "现在不能撤回文件。请联系窗口。"));
}

TEST_F(SentFiles, AreNotShownToTheReporterAgain) {
  ASSERT_EQ(send_files(agreed(), photo()).status, 200);
  EXPECT_EQ(look_at(std::to_string(last_event().seq) + ".file1").status, 404);
}

TEST_F(SentFiles, OfTheWindowAreShownInert) {
  reply();
  const std::string name = answer_with_file("png", "您的\"证\".html", tests::plain_png());
  EXPECT_TRUE(reads(page(), "窗口给您的照片和PDF文件"));
  EXPECT_TRUE(says(
      page(), "name=\"file\" value=\"" + name + "\" aria-describedby=\"office-" + name + "\""));
  EXPECT_TRUE(says(page(), "<span id=\"office-" + name + "\">"));
  web::Response shown = look_at(name);
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.body, tests::plain_png());
  EXPECT_EQ(shown.header("Content-Type"), "image/png");
  EXPECT_EQ(shown.header("Content-Disposition"),
            "inline; filename=\"_.html.png\"; "
            "filename*=UTF-8''%E6%82%A8%E7%9A%84%22%E8%AF%81%22.html.png");
  web::add_security_headers(shown);
  EXPECT_EQ(shown.header("Content-Security-Policy"), web::kInert);
  EXPECT_EQ(shown.header("Cache-Control"), "no-store");
  EXPECT_EQ(shown.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(SentFiles, OfTheWindowThatAreNoPicturesAreSaved) {
  reply();
  const web::Response shown = look_at(answer_with_file("pdf", "", tests::plain_pdf()));
  EXPECT_EQ(shown.header("Content-Type"), "application/pdf");
  EXPECT_EQ(shown.header("Content-Disposition"),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''file.pdf");
}

TEST_F(SentFiles, OfTheWindowThatAreTakenBackAreGone) {
  reply();
  const std::string name = answer_with_file("png", "a.png", tests::plain_png());
  ASSERT_EQ(look_at(name).status, 200);
  hall.act(1, "withdraw_file", {{"file", name}, {"reason", "发错了"}});
  EXPECT_EQ(look_at(name).status, 404);
  EXPECT_FALSE(reads(page(), "窗口给您的照片和PDF文件"));
}

// The form goes to a tab of its own, so going back never asks to send it again.
TEST_F(SentFiles, OfTheWindowOpenBesideThePage) {
  reply();
  answer_with_file("png", "a.png", tests::plain_png());
  EXPECT_TRUE(
      says(page(), "action=\"/handle/demo/ticket/file\" method=\"post\" target=\"_blank\""));
}

TEST_F(SentFiles, AreShownByTheNumberOfTheirOwnCaseAlone) {
  reply();
  const std::string name = answer_with_file("png", "a.png", tests::plain_png());
  const std::string other = number_on(citizen.report());
  EXPECT_EQ(citizen.post("demo/ticket/file", {{"number", other}, {"file", name}}).status, 404);
  EXPECT_EQ(citizen.post("demo/ticket/file", {{"number", "1234"}, {"file", name}}).status, 422);
  for (const char* wrong : {"", "1.file1", "1.identity", "99.file1", "file1", "../1.file1"})
    EXPECT_EQ(look_at(wrong).status, 404) << wrong;
  EXPECT_EQ(citizen.get("demo/ticket/file").body, citizen.get("demo/ticket").body);
}

TEST_F(SentFiles, PassTheGuardOfAllNumbers) {
  for (int i = 0; i < kWrongNumbersPerAddress.most; ++i) {
    const std::string wrong =
        cases::make_ticket_number(std::to_string(i), hall.services.portal_keys.ticket);
    ASSERT_EQ(citizen.post("demo/ticket/file", {{"number", wrong}, {"file", "1.file1"}}).status,
              404);
  }
  EXPECT_EQ(look_at("1.file1").hold_for, kNumberWait);
}

TEST_F(SentFiles, AreSaidToBeWelcomeOnTheReceipt) {
  EXPECT_TRUE(
      reads(citizen.report().body, "要交照片、PDF文件，办结以前随时可以在“查进度”里补充。"));
}

}  // namespace
}  // namespace handler::portal::testing
