// The sentence of each event, for the reporter and for staff: which text and names it uses, not the
// wording.
#include "handler/view/event_words.h"

#include <set>

#include "core/reading/text_keys.h"
#include "handler/cases/fold/event_table.h"
#include "tests/handler/handler_fixture.h"

namespace handler::view {
namespace {

// The catalogue with keys in place of texts: "[view.detail.accepted {value}]".
core::Texts keys_of(const core::Texts& texts) {
  core::Texts::Entries keys;
  for (const auto& [key, text] : texts.entries()) {
    std::string shown = "[" + std::string(key);
    for (const core::Placeholder& one : core::placeholders_of(text)) {
      if (one.name != "reporter") shown += " {" + one.name + "}";
    }
    keys[std::string(key)] = shown + "]";
  }
  return core::Texts(std::move(keys));
}

struct Said {
  std::string type;
  core::Json data;
  std::string details;             // after the event's name
  std::string more_to_staff = "";  // after the details, for staff
};

const std::vector<Said>& told_to_both() {
  static const std::vector<Said> table = {
      {"submitted", {{"kind", "matter"}}, ""},
      {"accepted", {{"tier", "complex"}}, "[view.detail.accepted 黄牌事项]"},
      {"declined",
       {{"exclusion", "litigation"}},
       "[view.detail.declined 正在诉讼、仲裁或者已经立案的事。]"},
      {"dispatched", {{"unit", "taxation"}}, "[view.detail.dispatched 示范县税务局]"},
      {"replied", {{"outcome", "explained"}}, "[view.detail.replied [case.outcome.explained]]"},
      {"fed_back", {{"channel", "phone"}}, "[view.detail.fed_back [case.channel.phone]]"},
      {"retiered", {{"tier", "hard"}}, "[view.detail.retiered 红牌事项]"},
      {"extension_granted", {{"workdays", 3}}, "[view.detail.extension_granted 3]"},
      {"coordinated",
       {{"meeting", "joint_meeting"}},
       "[view.detail.coordinated [case.meeting.joint_meeting]]"},
      {"measure_used",
       {{"measure", "proof_commitment"}},
       "[view.detail.measure_used 证明事项告知承诺]"},
      {"escalated", {{"target", "supervision"}}, "[view.detail.escalated 监督检查组]"},
      {"evaluated", {{"grade", "dissatisfied"}}, "[view.detail.evaluated 不满意]"},
      {"merged",
       {{"into", 3}, {"serial", "SF-2026-0003"}},
       "",
       "[view.detail.merged SF-2026-0003]"},
      {"reclassified", {{"tier", "hard"}}, "[view.detail.reclassified_tier 红牌事项]"},
      {"undone", {{"undoes", "declined"}}, "[view.detail.undone [case.undo.declined]]"},
      {"merge_undone",
       {{"from", 4}, {"serial", "SF-2026-0004"}},
       "",
       "[view.detail.merge_undone SF-2026-0004]"},
      {"merged_told", {{"channel", "phone"}}, "[view.detail.merged_told [case.channel.phone]]"},
      {"number_reissued",
       {{"check", "id_card"}},
       "[view.detail.number_reissued [case.check.id_card]]"},
      {"progress_released",
       {{"next", "2026-12-04"}},
       "[view.detail.progress_released 2026年12月4日]"},
      {"limit_set",
       {{"clock", "handle"}, {"due", "2026-12-04"}},
       "[view.detail.limit_set 办理时限][view.detail.limit_set_due 2026年12月4日]"},
      {"contacted", {{"contact", "phone"}}, "[view.detail.contacted [case.contact.phone]]"},
      {"breached",
       {{"clock", "handle"}, {"notify", {"dispatcher"}}, {"escalate", {"supervision"}}},
       "[view.detail.breached 办理时限][view.detail_list.notify 督办科]"
       "[view.detail_list.escalate 监督检查组]"},
      {"parts_destroyed",
       {{"classes", {"identity", "words"}}},
       "[view.detail_list.classes [case.kept.identity][desk.list_comma][case.kept.words]]"},
      {"supplemented",
       {{"words", {{"part", 4}}}, {"files", {"jpeg:10", "pdf:20", "png:30"}}},
       "[view.detail_list.files [view.file.pictures 2][desk.list_comma][view.file.pdfs 1]]"},
      {"times_corrected",
       {{"serial", "SF-2028-0001"}},
       "",
       "[view.detail.times_corrected SF-2028-0001]"},
  };
  return table;
}

// Events whose sentence is only their name.
const std::set<std::string> kNamesOnly = {"withdrawn",
                                          "signed_for",
                                          "returned",
                                          "progress_reported",
                                          "sent_back",
                                          "closed",
                                          "materials_asked",
                                          "materials_received",
                                          "materials_sent",
                                          "transferred_out",
                                          "urged",
                                          "rectified",
                                          "visited",
                                          "reopening_asked",
                                          "reopening_refused",
                                          "reopened",
                                          "number_changed",
                                          "calendar_settled",
                                          "extension_refused",
                                          "contributed",
                                          "progress_refused",
                                          "accountability_recorded",
                                          "archived",
                                          "visit_due",
                                          "identity_viewed",
                                          "acknowledged",
                                          "reclassification_refused",
                                          "corrected",
                                          "withheld",
                                          "hold_set",
                                          "hold_lifted",
                                          "admitted",
                                          "file_withdrawn",
                                          "file_released"};

const std::vector<Said>& told_to_staff() {
  static const std::vector<Said> table = {
      {"cause_stated", {{"cause", "materials_missing"}}, "[view.detail_cause 材料没有备齐]"},
      {"extension_asked", {{"workdays", 3}}, "[view.detail.extension_asked 3]"},
      {"merged_in",
       {{"from", 4}, {"serial", "SF-2026-0004"}},
       "[view.detail.merged_in SF-2026-0004]"},
      {"absorbed_told", {{"channel", "phone"}}, "[view.detail.absorbed_told [case.channel.phone]]"},
      {"reminded", {{"clock", "handle"}}, "[view.detail.reminded 办理时限]"},
      {"consent_asked", {{"for", "decline"}}, "[view.detail.consent_asked [case.denial.decline]]"},
      {"consent_given", {{"for", "cannot"}}, "[view.detail.consent_given [case.denial.cannot]]"},
      {"consent_refused",
       {{"for", "cannot"}},
       "[view.detail.consent_refused [case.denial.cannot]]"},
      {"reclassification_asked",
       {{"tier", "hard"}},
       "[view.detail.reclassification_asked_tier 红牌事项]"}};
  return table;
}

// Internal events that reporters do not see.
const std::set<std::string> kForStaffOnly = {"contributed",
                                             "cause_stated",
                                             "extension_asked",
                                             "extension_refused",
                                             "accountability_recorded",
                                             "archived",
                                             "merged_in",
                                             "absorbed_told",
                                             "reminded",
                                             "visit_due",
                                             "identity_viewed",
                                             "consent_asked",
                                             "consent_given",
                                             "consent_refused",
                                             "acknowledged",
                                             "progress_refused",
                                             "reclassification_asked",
                                             "reclassification_refused",
                                             "corrected",
                                             "withheld",
                                             "hold_set",
                                             "hold_lifted"};

class EventWords : public ::testing::Test {
 protected:
  std::string words(const std::string& type, const core::Json& data, Reader reader,
                    cases::Actor::Kind by = cases::Actor::Kind::staff) {
    cases::Event event;
    event.type = cases::event_type(type).value();
    event.actor.kind = by;
    event.data = data;
    return event_in_words(event, site->site(), site->site().policy, keys, reader);
  }
  static std::string named(const std::string& type) { return "[case.event." + type + "]"; }

  handler::testing::HandlerFixture hall;
  std::shared_ptr<const LiveSite> site = hall.site();
  core::Texts keys = keys_of(site->texts);
};

TEST_F(EventWords, TakeTheNamesThatTheEventKeeps) {
  const core::Json data = {{"unit", "taxation"},
                           {"names", {{"unit", {{"taxation", "示范县地方税务局"}}}}}};
  EXPECT_EQ(words("dispatched", data, Reader::staff),
            named("dispatched") + "[view.detail.dispatched 示范县地方税务局]");
  const core::Json target = {{"target", "supervision"}, {"names", {{"body", {{"other", "x"}}}}}};
  EXPECT_EQ(words("escalated", target, Reader::staff),
            named("escalated") + "[view.detail.escalated 监督检查组]");
  const core::Json measure = {{"measure", "gone"},
                              {"names", {{"measure", {{"gone", "容缺受理"}}}}}};
  EXPECT_EQ(words("measure_used", measure, Reader::staff),
            named("measure_used") + "[view.detail.measure_used 容缺受理]");
}

TEST_F(EventWords, KnowEveryTypeOfEvent) {
  std::set<std::string> tested = kNamesOnly;
  for (const Said& each : told_to_both()) tested.insert(each.type);
  for (const Said& each : told_to_staff()) tested.insert(each.type);
  for (const cases::EventRule& rule : cases::event_table())
    EXPECT_TRUE(tested.contains(std::string(rule.word))) << rule.word;
}

TEST_F(EventWords, TellWhatAnEventIsAbout) {
  for (const Said& each : told_to_both()) {
    const std::string to_reporter = named(each.type) + each.details;
    EXPECT_EQ(words(each.type, each.data, Reader::reporter), to_reporter);
    EXPECT_EQ(words(each.type, each.data, Reader::staff), to_reporter + each.more_to_staff);
  }
}

TEST_F(EventWords, NameEventsThatAreAboutNothingMore) {
  for (const std::string& type : kNamesOnly)
    EXPECT_EQ(words(type, core::Json::object(), Reader::staff), named(type));
}

TEST_F(EventWords, TellStaffAlonePartOfThem) {
  for (const Said& each : told_to_staff())
    EXPECT_EQ(words(each.type, each.data, Reader::staff), named(each.type) + each.details);
  for (const cases::EventRule& rule : cases::event_table()) {
    const std::string type(rule.word);
    EXPECT_EQ(words(type, core::Json::object(), Reader::reporter).empty(),
              kForStaffOnly.contains(type))
        << type;
  }
}

TEST_F(EventWords, KeepFromReportersWhatWaitsForTheWindowAndWhatASuperiorWants) {
  const core::Json waits = {{"next", "2026-12-04"}, {"waits", 1}};
  EXPECT_EQ(words("progress_reported", waits, Reader::reporter), "");
  EXPECT_EQ(words("progress_reported", waits, Reader::staff),
            "[case.event.progress_reported][view.detail.progress_reported 2026年12月4日]"
            "[view.detail.progress_reported_waits]");
  const core::Json superiors = {{"clock", "set:superior"}};
  EXPECT_EQ(words("breached", superiors, Reader::reporter), "");
  EXPECT_EQ(words("breached", superiors, Reader::staff),
            "[case.event.breached][view.detail.breached [case.limit_of_case.superior]]");
}

// A decline that names no reason of the policy is of a report that was set aside.
TEST_F(EventWords, SayThatAReportWasTurnedAway) {
  EXPECT_EQ(words("declined", core::Json::object(), Reader::reporter), "[case.event.turned_away]");
}

TEST_F(EventWords, TellALookAtAFileFromOneAtTheIdentity) {
  EXPECT_EQ(words("identity_viewed", {{"file", "3.file1"}}, Reader::staff),
            "[case.event.identity_viewed_file]");
}

TEST_F(EventWords, TellFilesWithoutWordsFromWords) {
  using By = cases::Actor::Kind;
  const core::Json alone = {{"files", {"webp:5"}}};
  const std::string picture = "[view.detail_list.files [view.file.pictures 1]]";
  EXPECT_EQ(words("supplemented", alone, Reader::reporter),
            "[case.event.supplemented_files]" + picture);
  EXPECT_EQ(words("supplemented", alone, Reader::reporter, By::reporter),
            "[case.event_by_reporter.supplemented_files]" + picture);
  const core::Json both = {{"files", {"webp:5"}}, {"words", {{"part", 3}}}};
  EXPECT_EQ(words("supplemented", both, Reader::staff, By::reporter),
            "[case.event_by_reporter.supplemented]" + picture);
}

// Of a file that the reporter never knew of, and of those that came with an answer to the window.
TEST_F(EventWords, KeepFromReportersTheFilesThatAreNotTheirs) {
  EXPECT_EQ(
      words("file_withdrawn", {{"of", 3}, {"field", "file1"}, {"internal", 1}}, Reader::reporter),
      "");
  EXPECT_EQ(words("file_withdrawn", {{"of", 3}, {"field", "file1"}}, Reader::reporter),
            "[case.event.file_withdrawn]");
  const core::Json answer = {{"outcome", "explained"}, {"files", {"pdf:9"}}};
  EXPECT_EQ(words("replied", answer, Reader::reporter),
            "[case.event.replied][view.detail.replied [case.outcome.explained]]");
  EXPECT_EQ(
      words("replied", answer, Reader::staff),
      words("replied", answer, Reader::reporter) + "[view.detail_list.files [view.file.pdfs 1]]");
}

TEST_F(EventWords, CallThePartOfAFileAFile) {
  EXPECT_EQ(field_label(keys, cases::EventType::supplemented, "file2"), "[case.field.files]");
}

TEST_F(EventWords, SayWhatThePolicyDidByItself) {
  EXPECT_EQ(
      words("escalated", {{"target", "supervision"}}, Reader::reporter, cases::Actor::Kind::system),
      "[case.event_by_system.escalated][view.detail.escalated 监督检查组]");
}

TEST_F(EventWords, NameTheUnitsThatAssist) {
  EXPECT_EQ(words("dispatched", {{"unit", "housing"}, {"assisting", {"taxation"}}}, Reader::staff),
            words("dispatched", {{"unit", "housing"}}, Reader::staff) +
                "[view.detail_list.assisting 示范县税务局]");
}

TEST_F(EventWords, NameAThingThatIsNoLongerPublishedByItsId) {
  EXPECT_EQ(words("dispatched", {{"unit", "gone"}}, Reader::reporter),
            "[case.event.dispatched][view.detail.dispatched （名称没有保存）]")
      << "a unit whose name no version had";
  EXPECT_EQ(words("accepted", {{"tier", "gone"}}, Reader::staff),
            "[case.event.accepted][view.detail.accepted gone]");
  EXPECT_EQ(words("declined", {{"exclusion", "gone"}}, Reader::staff),
            "[case.event.declined][view.detail.declined gone]");
}

TEST_F(EventWords, TellStaffHowAMeetingEnded) {
  EXPECT_EQ(
      words("coordinated", {{"meeting", "joint_meeting"}, {"agreement", "agreed"}}, Reader::staff),
      words("coordinated", {{"meeting", "joint_meeting"}}, Reader::staff) +
          "[view.detail.coordinated_agreement [case.agreement.agreed]]");
}

TEST_F(EventWords, CallTheReporterYouOnlyToTheReporter) {
  const auto said = [&](cases::EventType type, cases::Actor::Kind by, Reader reader) {
    cases::Event event;
    event.type = type;
    event.actor.kind = by;
    return event_in_words(event, site->site(), site->site().policy, site->texts, reader);
  };
  using By = cases::Actor::Kind;
  EXPECT_EQ(said(cases::EventType::fed_back, By::staff, Reader::staff), "窗口把结果告诉反映人");
  EXPECT_EQ(said(cases::EventType::fed_back, By::staff, Reader::reporter), "窗口把结果告诉您");
  EXPECT_EQ(said(cases::EventType::urged, By::reporter, Reader::staff), "反映人催办");
  EXPECT_EQ(said(cases::EventType::urged, By::reporter, Reader::reporter), "您催办");
  EXPECT_EQ(said(cases::EventType::urged, By::staff, Reader::reporter), "催促办理");
  for (const cases::EventRule& rule : cases::event_table()) {
    for (const By by : {By::reporter, By::staff, By::system}) {
      EXPECT_EQ(said(rule.type, by, Reader::reporter).find("反映人"), std::string::npos)
          << rule.word;
    }
  }
}

TEST_F(EventWords, CallTheExplanationOnesOwnOnlyToTheReporter) {
  const auto label = [&](cases::EventType type, Reader reader) {
    return field_label(site->texts, type, "explanation", reader);
  };
  EXPECT_EQ(label(cases::EventType::declined, Reader::staff), "给反映人的说明");
  EXPECT_EQ(label(cases::EventType::declined, Reader::reporter), "给您的说明");
  EXPECT_EQ(label(cases::EventType::extension_granted, Reader::reporter), "延期的原因");
}

TEST_F(EventWords, CallAFieldOfTwoMeaningsByEach) {
  EXPECT_EQ(field_label(keys, cases::EventType::dispatched, "note"), "[case.field.note]");
  EXPECT_EQ(field_label(keys, cases::EventType::urged, "note"), "[case.field_of.urged.note]");
  EXPECT_EQ(field_label(keys, cases::EventType::urged, "no_field"), "");
}

TEST_F(EventWords, LeaveOutWhatTheEventDoesNotSay) {
  EXPECT_EQ(words("accepted", core::Json::object(), Reader::reporter), "[case.event.accepted]");
  EXPECT_EQ(words("accepted", {{"tier", ""}}, Reader::reporter), "[case.event.accepted]");
  EXPECT_EQ(words("extension_granted", {{"workdays", core::Json::array()}}, Reader::reporter),
            "[case.event.extension_granted]");
}

TEST(RoleAndPerson, SaysOneWordOnce) {
  EXPECT_EQ(role_and_person("督办科", "李工"), "督办科 李工");
  EXPECT_EQ(role_and_person("督办科", "督办科"), "督办科");
  EXPECT_EQ(role_and_person("督办科", ""), "督办科");
  EXPECT_EQ(role_and_person("", "李工"), "李工");
}

}  // namespace
}  // namespace handler::view
