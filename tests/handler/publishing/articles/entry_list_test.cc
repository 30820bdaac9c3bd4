// Questions, measures and documents of every shipped site come, change, move and go, and no other
// byte does.
#include "handler/publishing/articles/entry_list.h"

#include "handler/publishing/articles/document_edits.h"
#include "handler/publishing/articles/faq_edits.h"
#include "handler/publishing/articles/measure_edits.h"
#include "tests/handler/publishing/articles/folder_of_site.h"
#include "tests/support/notices.h"

namespace handler::publishing::testing::articles {
namespace {

using core::FolderTexts;

core::YamlNode root_of(const FolderTexts& texts, const char* file) {
  core::Diagnostics found;
  const auto root = core::read_yaml(file, texts.at(file), found);
  EXPECT_TRUE(root.has_value()) << found.text();
  return root.value_or(core::YamlNode{});
}

core::FaqChanges faq_in(const FolderTexts& texts) {
  core::Diagnostics found;
  const core::FaqChanges faq = core::read_faq(root_of(texts, "faq.yaml"), found);
  EXPECT_FALSE(found.has_errors()) << found.text();
  return faq;
}

std::vector<core::Measure> measures_in(const FolderTexts& texts) {
  core::Diagnostics found;
  auto measures = core::read_measures(root_of(texts, "measures.yaml"), found);
  EXPECT_FALSE(found.has_errors()) << found.text();
  return measures;
}

std::vector<core::Document> documents_in(const FolderTexts& texts) {
  core::Diagnostics found;
  auto documents = core::read_documents(root_of(texts, "documents.yaml"), found);
  EXPECT_FALSE(found.has_errors()) << found.text();
  return documents;
}

EntrySpot entry_spot_of(const FolderTexts& texts, const ListName& list, const std::string& id) {
  return {id, mark_of_entry(texts, list, id)};
}

core::FaqEntry parking() {
  core::FaqEntry entry;
  entry.id = "parking";
  entry.question = "哪里停车: 要钱吗？";
  entry.answer = {"大厅东侧有停车场。", "办事的前两小时不收费 #1。"};
  return entry;
}

core::Measure night_service() {
  core::Measure measure;
  measure.id = "night";
  measure.name = "延时服务";
  measure.kind = "service";
  measure.text = "下班以前叫到号的，办完再下班。";
  measure.contact = "12345";
  return measure;
}

core::Document plan_document() {
  core::Document document;
  document.id = "plan_2026";
  document.title = "关于延时服务的通知";
  document.number = "示政管〔2026〕3号";
  document.issuers = {"甲局", "乙局"};
  document.date = test::day("2026-03-01");
  document.attachments = {{.title = "名单"}, {.title = "表格", .file = "form.pdf"}};
  document.summary = "窗口延时服务。";
  document.basis = true;
  return document;
}

TEST(EntryLists, AddAndTakeOutAQuestionInAnySite) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = folder_of_site(id);
    const FolderTexts added = edited(texts, add_question(texts, parking()));
    EXPECT_EQ(faq_in(added).entries.back().question, parking().question) << id;
    EXPECT_EQ(faq_in(added).entries.back().answer, parking().answer) << id;
    const FolderTexts without =
        edited(added, remove_entry(added, kFaqList, entry_spot_of(added, kFaqList, "parking")));
    if (texts.contains("faq.yaml")) {
      EXPECT_EQ(differences(texts, without), "") << id;
    } else {
      EXPECT_TRUE(faq_in(without).entries.empty()) << id;
    }
  }
}

TEST(EntryLists, AddAndTakeOutAMeasureInAnySite) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = folder_of_site(id);
    const FolderTexts added = edited(texts, add_measure(texts, night_service()));
    const core::Measure last = measures_in(added).back();
    EXPECT_EQ(last.id, "night") << id;
    EXPECT_EQ(last.text, night_service().text) << id;
    EXPECT_EQ(last.contact, "12345") << id;
    EXPECT_EQ(last.basis, "") << id;
    // With the only measure the file goes, because a list of none is a mistake.
    EXPECT_EQ(differences(texts,
                          edited(added, remove_entry(added, kMeasureList,
                                                     entry_spot_of(added, kMeasureList, "night")))),
              "")
        << id;
  }
}

TEST(EntryLists, AddAndTakeOutADocumentInAnySite) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = folder_of_site(id);
    const FolderTexts added =
        edited(texts, add_document(texts, plan_document(), "第一条\n\n第二条"));
    EXPECT_EQ(added.at("documents/plan_2026.md"), "第一条\n\n第二条\n");
    const core::Document last = documents_in(added).back();
    EXPECT_EQ(last.title, plan_document().title) << id;
    EXPECT_EQ(last.issuers, plan_document().issuers) << id;
    EXPECT_EQ(last.date, plan_document().date) << id;
    ASSERT_EQ(last.attachments.size(), 2u) << id;
    EXPECT_EQ(last.attachments[0].file, "") << id;
    EXPECT_EQ(last.attachments[1].file, "form.pdf") << id;
    EXPECT_TRUE(last.basis) << id;
    const EntrySpot spot{"plan_2026", mark_of_document(added, "plan_2026")};
    EXPECT_EQ(differences(texts, edited(added, remove_document(added, spot))), "") << id;
  }
}

TEST(EntryLists, KeepEveryEntryOfEverySiteWhereNothingDiffers) {
  int count = 0;
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = folder_of_site(id);
    for (const core::Document& one : documents_in(texts)) {
      const auto made =
          set_document(texts, mark_of_document(texts, one.id), one, wording_of(texts, one.id));
      ASSERT_TRUE(made.ok()) << id << " " << one.id << made.failure().message;
      EXPECT_TRUE(made->empty()) << id << " " << one.id;
      ++count;
    }
    if (!texts.contains("measures.yaml")) continue;
    for (const core::Measure& one : measures_in(texts)) {
      const auto made = set_measure(texts, mark_of_entry(texts, kMeasureList, one.id), one);
      ASSERT_TRUE(made.ok()) << id << " " << one.id << made.failure().message;
      EXPECT_TRUE(made->empty()) << id << " " << one.id;
      ++count;
    }
  }
  EXPECT_GT(count, 20);
}

TEST(EntryLists, MoveAnEntryAndBack) {
  const FolderTexts texts = folder_of_site("demo");
  for (const ListName& list : {kFaqList, kMeasureList, kDocumentList}) {
    const char* id = list.file == kFaqList.file       ? "bring"
                     : list.file == kMeasureList.file ? "proof_commitment"
                                                      : "measures_2025";
    const FolderTexts moved =
        edited(texts, move_entry(texts, list, entry_spot_of(texts, list, id), 99));
    const core::YamlNode after = root_of(moved, list.file);
    EXPECT_EQ(after.find(list.key)->items.back().find("id")->scalar, id);
    EXPECT_TRUE(lines_between(texts.at(list.file), moved.at(list.file)).added.empty());
    const FolderTexts back =
        edited(moved, move_entry(moved, list, entry_spot_of(moved, list, id), 0));
    EXPECT_EQ(differences(texts, back), "") << list.file;
  }
}

TEST(EntryLists, RefuseAnEntryThatSaysSomethingElseByNow) {
  const FolderTexts texts = folder_of_site("demo");
  const auto is_conflict = [](const core::Result<core::FileChanges>& made) {
    return !made.ok() && made.failure().code == core::FailureCode::conflict;
  };
  const std::string other = mark_of_entry(texts, kMeasureList, "at_home");
  EXPECT_TRUE(is_conflict(move_entry(texts, kMeasureList, {"helper", other}, 0)));
  EXPECT_TRUE(is_conflict(remove_entry(texts, kMeasureList, {"helper", other})));
  EXPECT_TRUE(is_conflict(remove_entry(texts, kMeasureList, {"lost", ""})));
  core::Measure measure = night_service();
  EXPECT_TRUE(is_conflict(set_measure(texts, "", measure)));
  measure.id = "helper";
  EXPECT_TRUE(is_conflict(set_measure(texts, other, measure)));
  EXPECT_TRUE(is_conflict(add_measure(texts, measure)));
  core::FaqEntry entry = parking();
  EXPECT_TRUE(is_conflict(set_question(texts, "", entry)));
  EXPECT_TRUE(is_conflict(set_document(texts, "", plan_document(), "")));
  EXPECT_TRUE(is_conflict(remove_document(texts, {"measures_2025", ""})));
}

TEST(EntryLists, MarksTellAllThatAnEntrySays) {
  const FolderTexts texts = folder_of_site("demo");
  const std::string before = mark_of_document(texts, "measures_2025");
  FolderTexts other = texts;
  other["documents/measures_2025.md"] += "\n第二条\n";
  EXPECT_NE(mark_of_document(other, "measures_2025"), before);
  EXPECT_EQ(mark_of_entry(texts, kFaqList, "lost"), "");
  EXPECT_EQ(mark_of_entry({}, kFaqList, "bring"), "");
  core::FaqEntry entry = faq_in(texts).entries.front();
  entry.answer.pop_back();
  const FolderTexts changed_faq =
      edited(texts, set_question(texts, mark_of_entry(texts, kFaqList, entry.id), entry));
  EXPECT_NE(mark_of_entry(changed_faq, kFaqList, entry.id),
            mark_of_entry(texts, kFaqList, entry.id));
}

TEST(EntryLists, GiveNewEntriesAFreeId) {
  EXPECT_EQ(free_id("measure", {}), "measure_1");
  EXPECT_EQ(free_id("measure", {"measure_1", "measure_3"}), "measure_2");
}

TEST(FaqEdits, ChangeOnlyWhatDiffers) {
  const FolderTexts texts = {
      {"faq.yaml",
       "schema: 1\nentries:\n  - id: a  # 常问\n    question: 甲？\n    answer: \"乙。\"\n"}};
  core::FaqEntry entry = faq_in(texts).entries.front();
  const auto set = [&] {
    return edited(texts, set_question(texts, mark_of_entry(texts, kFaqList, "a"), entry))
        .at("faq.yaml");
  };
  EXPECT_EQ(set(), texts.at("faq.yaml"));
  entry.question = "丙？";
  EXPECT_EQ(set(),
            "schema: 1\nentries:\n  - id: a  # 常问\n    question: 丙？\n    answer: \"乙。\"\n");
  entry.answer = {"丁。", "戊。"};
  const FolderTexts two =
      edited(texts, set_question(texts, mark_of_entry(texts, kFaqList, "a"), entry));
  EXPECT_EQ(faq_in(two).entries.front().answer, entry.answer);
}

TEST(FaqEdits, LeaveADerivedQuestionOutAndShowItAgain) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts =
        edited(folder_of_site(id), add_question(folder_of_site(id), parking()));
    const FolderTexts hidden = edited(texts, hide_question(texts, "anonymous", true));
    EXPECT_EQ(faq_in(hidden).hide, std::vector<std::string>{"anonymous"}) << id;
    EXPECT_EQ(faq_in(hidden).entries.size(), faq_in(texts).entries.size()) << id;
    EXPECT_TRUE(hide_question(hidden, "anonymous", true)->empty()) << id;
    EXPECT_EQ(differences(texts, edited(hidden, hide_question(hidden, "anonymous", false))), "");
    const FolderTexts both = edited(hidden, hide_question(hidden, "privacy", true));
    EXPECT_EQ(faq_in(both).hide, (std::vector<std::string>{"anonymous", "privacy"})) << id;
  }
}

TEST(MeasureEdits, ChangeOnlyWhatDiffers) {
  const FolderTexts texts = folder_of_site("demo");
  core::Measure measure = measures_in(texts)[4];
  ASSERT_EQ(measure.id, "helper");
  measure.contact = "0999-5550009";
  measure.audience = "不会用手机的";
  const FolderTexts other =
      edited(texts, set_measure(texts, mark_of_entry(texts, kMeasureList, "helper"), measure));
  const LineChanges lines = lines_between(texts.at("measures.yaml"), other.at("measures.yaml"));
  EXPECT_EQ(lines.added,
            (std::vector<std::string>{"    contact: 0999-5550009", "    for: 不会用手机的"}));
  EXPECT_EQ(lines.gone, std::vector<std::string>{"    contact: 0999-5550001"});
  measure.contact = "0999-5550001";
  measure.audience.clear();
  EXPECT_EQ(
      differences(
          texts,
          edited(other, set_measure(other, mark_of_entry(other, kMeasureList, "helper"), measure))),
      "");
}

TEST(DocumentEdits, ChangeOnlyWhatDiffers) {
  const FolderTexts texts = folder_of_site("demo");
  core::Document document = documents_in(texts)[0];
  ASSERT_EQ(document.attachments.size(), 3u);
  document.attachments[1].file = "flow.pdf";
  document.number = "示政管〔2025〕2号";
  const auto set = [](const FolderTexts& before, const core::Document& after,
                      const std::string& wording) {
    return edited(before, set_document(before, mark_of_document(before, after.id), after, wording));
  };
  const std::string wording = wording_of(texts, document.id);
  const FolderTexts other = set(texts, document, wording);
  EXPECT_EQ(other.at("documents/measures_2025.md"), texts.at("documents/measures_2025.md"));
  const LineChanges lines = lines_between(texts.at("documents.yaml"), other.at("documents.yaml"));
  EXPECT_EQ(lines.gone.size(), 2u);
  EXPECT_EQ(documents_in(other)[0].attachments[1].file, "flow.pdf");
  EXPECT_EQ(documents_in(other)[0].attachments[0].file, "leading-group.pdf");
  EXPECT_EQ(set(other, document, wording + "\n补充。").at("documents/measures_2025.md"),
            texts.at("documents/measures_2025.md") + "\n补充。\n");
  EXPECT_FALSE(set(other, document, " \n").contains("documents/measures_2025.md"));
}

TEST(DocumentEdits, TellWhatRestsOnADocument) {
  using By = DocumentUse::By;
  core::Site site;
  site.policy.basis = "a";
  core::Body body;
  body.name = "领导小组";
  body.source = "a";
  site.bodies = {body};
  core::Measure measure;
  measure.name = "容缺办理";
  measure.basis = "b";
  site.measures = {measure};
  EXPECT_EQ(uses_of_document(site, "a"),
            (std::vector<DocumentUse>{{By::rules, ""}, {By::body, "领导小组"}}));
  EXPECT_EQ(uses_of_document(site, "b"), (std::vector<DocumentUse>{{By::measure, "容缺办理"}}));
  EXPECT_TRUE(uses_of_document(site, "c").empty());
}

}  // namespace
}  // namespace handler::publishing::testing::articles
