// One table: the id of each finding, what it means and its remedy, in Chinese and in English. "{0}"
// is the first value.
#include "handler/health/sentences.h"

#include <algorithm>

#include "core/base/check.h"

namespace handler::health {
namespace {

struct Sentence {
  const char* id;
  const char* zh;
  const char* en;
  const char* remedy_zh;
  const char* remedy_en;
};

// clang-format off
constexpr Sentence kSentences[] = {
    {"account.other",
     "现在用的账号看不到 {0}，所以什么也判断不了。",
     "This account may not look at {0}, so nothing can be judged.",
     "用运行服务的账号或者 root 再运行一次，例如 runuser -u bancheng -- handler doctor。",
     "Run it again as the service's user or as root: runuser -u bancheng -- handler doctor."},
    {"data.missing",
     "数据文件夹 {0} 不存在。",
     "The data folder {0} is not there.",
     "运行 handler init --data {0}，或者从备份恢复。",
     "Run handler init --data {0}, or restore a backup."},
    {"data.open",
     "数据文件夹 {0} 别的账号也能进入（权限 {1}）。",
     "Other accounts can enter the data folder {0} (mode {1}).",
     "运行 chmod 700 {0}。",
     "Run chmod 700 {0}."},
    {"data.owner",
     "数据文件夹属于用户 {0}，数据库属于用户 {1}，服务可能读不了。",
     "The data folder belongs to user {0} and the database to user {1}, so the service may not read it.",
     "用 chown -R 把数据文件夹里的全部文件交给运行服务的用户。",
     "Give all files of the data folder to the user that the service runs as: chown -R."},
    {"data.list",
     "已销毁内容的清单 destroyed.list 读不了，从备份恢复时，已经销毁的内容可能重新出现。{0}",
     "The list of destroyed parts (destroyed.list) cannot be read, so a restore may bring back what was destroyed. {0}",
     "数据文件夹里和存放备份的文件夹里各有一份清单，用完好的一份替换坏的一份；某一次备份里面的清单可能同样是坏的。",
     "The data folder and the folder of all backups have a list each: put the whole one in the place of the other; one inside a single backup may be damaged too."},
    {"data.old_copies",
     "数据文件夹里留着恢复或修复以前的旧数据：{0}。到期该销毁的个人信息还在里面。",
     "The data folder holds older copies that restore or repair kept: {0}. What was destroyed since is still in them.",
     "确认现在的数据没有问题以后，删除这些旧数据。",
     "Delete them when you are sure that the present data are right."},
    {"data.ok",
     "数据文件夹的所有者和权限正确。",
     "The data folder has one owner and a safe mode.",
     "",
     ""},
    {"database.missing",
     "数据文件夹里还没有数据库。",
     "There is no database in the data folder yet.",
     "第一次启动服务时会自动建立；如果以前有过，请从备份恢复。",
     "The service makes it at its first start; if there was one before, restore a backup."},
    {"database.open",
     "数据库文件 {0} 别的账号也能读（权限 {1}）。",
     "Other accounts can read the database file {0} (mode {1}).",
     "运行 chmod 600 {0}。",
     "Run chmod 600 {0}."},
    {"database.unreadable",
     "数据库打不开。{0}",
     "The database cannot be read. {0}",
     "检查文件的所有者和磁盘；确实损坏的，从最近的备份恢复。",
     "Check the owner of the file and the disk; if it is damaged, restore the newest backup."},
    {"database.ok",
     "数据库可以读，权限正确。",
     "The database can be read and has a safe mode.",
     "",
     ""},
    {"keys.missing",
     "密钥文件 {0} 不在。",
     "The key file {0} is missing.",
     "从另外保存的密钥副本恢复；新的密钥打不开以前的内容。",
     "Restore it from the copy of the keys; new keys open nothing of what is there."},
    {"keys.open",
     "密钥文件 {0} 别的账号也能读（权限 {1}）。",
     "Other accounts can read the key file {0} (mode {1}).",
     "运行 chmod 600 {0}。",
     "Run chmod 600 {0}."},
    {"keys.folder_open",
     "密钥文件夹 {0} 对别的账号开放（权限 {1}），密钥可能被拿走或者换掉。",
     "The folder of the keys {0} is open to other accounts (mode {1}), which may take or replace the keys.",
     "运行 chmod 700 {0}。",
     "Run chmod 700 {0}."},
    {"keys.owner",
     "密钥属于用户 {0}，数据库属于用户 {1}，服务可能读不了。",
     "The keys belong to user {0} and the database to user {1}, so the service may not read them.",
     "用 chown 把密钥交给运行服务的用户。",
     "Give the keys to the user that the service runs as: chown."},
    {"keys.damaged",
     "密钥读不出来。{0}",
     "The keys cannot be read. {0}",
     "从另外保存的密钥副本恢复。",
     "Restore them from the copy of the keys."},
    {"keys.other",
     "密钥和数据库不是一套：用这套密钥打不开以前的内容。{0}",
     "The keys do not belong to this database: they open nothing of what is in it. {0}",
     "停止服务，换回原来的密钥。",
     "Stop the service and put the right keys back."},
    {"keys.unknown",
     "密钥和数据库是不是一套，还没有记录可以比对。",
     "Nothing is recorded yet with which the keys could be compared to the database.",
     "启动一次服务，服务会记下密钥的指纹。",
     "Start the service once: it records the fingerprints of the keys."},
    {"keys.ok",
     "密钥完整，权限正确，和数据库是一套。",
     "The keys are whole, have a safe mode and belong to the database.",
     "",
     ""},
    {"copy.never",
     "还没有核对过密钥的副本。硬盘一坏，以前的内容就再也打不开。",
     "No copy of the keys was ever compared. If the disk fails, what people sent can never be opened again.",
     "用 handler keys export --to 文件 另存一份，再用 handler doctor --keys 文件 核对。",
     "Make one with handler keys export --to FILE, then compare it with handler doctor --keys FILE."},
    {"copy.wrong",
     "这份密钥副本不对。{0}",
     "This copy of the keys is wrong. {0}",
     "重新导出一份，放到另一个地方，再核对一次。",
     "Export the keys again to another place, and compare once more."},
    {"copy.ok",
     "密钥的副本核对过，是好的（{0}）。",
     "A copy of the keys was compared and is good ({0}).",
     "",
     ""},
    {"copy.not_noted",
     "这一次核对没有记下来。{0}",
     "This comparison is not written down. {0}",
     "服务正常启动以后，再核对一次。",
     "Compare once more after the service has started."},
    {"published.missing",
     "文件夹 {0} 里没有已发布的站点。",
     "Nothing is published in the folder {0}.",
     "运行 generator build --published {0}。",
     "Run generator build --published {0}."},
    {"site.damaged",
     "站点“{0}”已发布的内容读不出来。{1}",
     "What is published of the site '{0}' cannot be read. {1}",
     "重新运行 generator build。",
     "Run generator build again."},
    {"site.other_program",
     "站点“{0}”是由程序的另一个版本（{1}）发布的。",
     "The site '{0}' was published by another version of the programs ({1}).",
     "重新运行 generator build。",
     "Run generator build again."},
    {"site.ok",
     "已发布的站点都可以读，和程序的版本一致（{0}个）。",
     "All published sites can be read and fit this program ({0}).",
     "",
     ""},
    {"address.wrong",
     "站点“{0}”的网址和这个服务的对不上，表单会打不开。{1}",
     "The address of the site '{0}' and that of this handler do not fit, so its forms do not arrive. {1}",
     "在 bancheng.conf 里只写一个 base-url，重新发布，再重启服务。",
     "Set one base-url in bancheng.conf, build again and restart the handler."},
    {"prefix.bad",
     "前缀 {0} 不能用：要以 / 开头，不以 / 结尾。",
     "The prefix {0} cannot work: it begins with '/' and does not end with it.",
     "改正 bancheng.conf 里的 prefix，或者删掉这一行。",
     "Correct prefix in bancheng.conf, or remove the line."},
    {"address.ok",
     "已发布的站点和服务的网址一致。",
     "The published sites are built for the address of this handler.",
     "",
     ""},
    {"origin.unknown",
     "没有写明网址，工作人员的表单只能和每次请求里的地址核对。",
     "No address is declared, so forms of staff are compared with the address in each request.",
     "在 bancheng.conf 里写上 base-url = https://窗口的网址/，重新发布，再重启服务。",
     "Write base-url = https://window.example.gov.cn/ into bancheng.conf, build again and restart."},
    {"clock.held",
     "本机的时间不可信，所以现在什么也不写入。",
     "The machine's clock is not believed, so nothing is written.",
     "校准时间；确认无误以后运行 handler clock confirm。",
     "Set the clock right; when it is, run handler clock confirm."},
    {"clock.unknown",
     "还没有记录可以用来判断本机的时间。",
     "There is no record yet by which the machine's clock could be judged.",
     "",
     ""},
    {"clock.ok",
     "本机的时间可信。",
     "The machine's clock is believed.",
     "",
     ""},
    {"calendar.missing",
     "站点“{0}”没有{1}年的放假安排，到期日只能暂定。",
     "The site '{0}' has no holidays of {1}, so its dates are provisional.",
     "把国务院办公厅的通知写进 content/calendar/{1}.yaml，再重新发布。",
     "Write the notice of the State Council into content/calendar/{1}.yaml and build again."},
    {"calendar.ok",
     "放假安排齐全。",
     "The holidays are all known.",
     "",
     ""},
    {"disk.full",
     "数据文件夹所在的磁盘只剩 {0} MB。",
     "Only {0} MB are left on the disk of the data folder.",
     "马上腾出空间，磁盘一满就收不到反映。",
     "Make room at once: with a full disk no report can be taken."},
    {"disk.low",
     "数据文件夹所在的磁盘只剩 {0} MB，下一次备份可能放不下。",
     "{0} MB are left on the disk of the data folder, which may be too little for the next backup.",
     "腾出空间，或者换一个大的磁盘。",
     "Make room, or move to a larger disk."},
    {"disk.ok",
     "磁盘空间够用（还有 {0} MB）。",
     "There is room on the disk ({0} MB).",
     "",
     ""},
    {"backup.never",
     "还没有做过备份。",
     "There was no backup yet.",
     "启用 bancheng-backup.timer，或者运行 handler backup --to 文件夹。",
     "Enable bancheng-backup.timer, or run handler backup --to FOLDER."},
    {"backup.old",
     "最近一次备份是{0}天以前。",
     "The last backup is {0} days old.",
     "看 bancheng-backup.timer 的日志，再运行一次 handler backup。",
     "Read the log of bancheng-backup.timer, and run handler backup again."},
    {"backup.here",
     "备份 {0} 和数据在同一个磁盘上，磁盘一坏就一起没了。",
     "The backups in {0} are on the disk of the data: if it fails, both are gone.",
     "备份到另一个磁盘或另一台机器。",
     "Make backups to another disk or machine."},
    {"backup.gone",
     "备份的文件夹 {0} 现在不在。",
     "The folder of the backups, {0}, is not there now.",
     "接上或挂载备份的磁盘。",
     "Connect or mount the disk of the backups."},
    {"backup.open",
     "备份的文件夹 {0} 别的账号也能进入（权限 {1}）。",
     "Other accounts can enter the folder of the backups {0} (mode {1}).",
     "运行 chmod 700 {0}。",
     "Run chmod 700 {0}."},
    {"backup.ok",
     "备份是新的，在别的磁盘上。",
     "The backup is fresh and on another disk.",
     "",
     ""},
    {"certificate.unreadable",
     "证书 {0} 读不出来。",
     "The certificate {0} cannot be read.",
     "检查设置里 certificate 写的文件在不在，运行服务的账号能不能读。",
     "Check that the file of the setting certificate is there and that the service's user can read it."},
    {"certificate.ends",
     "证书还有{0}天到期。",
     "The certificate ends in {0} days.",
     "现在就换新的证书。",
     "Renew it now."},
    {"certificate.over",
     "证书已经过期。",
     "The certificate has expired.",
     "马上换新的证书，浏览器已经在拦截访问。",
     "Renew it at once: browsers turn people away."},
    {"certificate.ok",
     "证书还有{0}天到期。",
     "The certificate is good for {0} days.",
     "",
     ""},
    {"tick.never",
     "到期提醒从来没有运行过。",
     "The job that records what is due has never run.",
     "启用 bancheng-tick.timer，或者用 handler serve 运行。",
     "Enable bancheng-tick.timer, or run handler serve."},
    {"tick.old",
     "到期提醒上一次运行是{0}分钟以前。",
     "The job that records what is due last ran {0} minutes ago.",
     "看服务和 bancheng-tick.timer 的日志。",
     "Read the log of the service and of bancheng-tick.timer."},
    {"tick.ok",
     "到期提醒在按时运行。",
     "The job that records what is due runs in time.",
     "",
     ""},
    {"templates.missing",
     "模板文件夹 {0} 不在。",
     "The templates folder {0} is not there.",
     "只有站点是由程序的另一个版本发布时才用得上；升级前请补上。",
     "It is needed only for sites of another version of the programs; put it there before an upgrade."},
};
// clang-format on

std::string filled(std::string text, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string mark = "{" + std::to_string(i) + "}";
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + values[i].size()))
      text.replace(at, mark.size(), values[i]);
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace

Finding finding(Level level, const std::string& id, const std::vector<std::string>& values) {
  const auto* found = std::ranges::find(kSentences, id, &Sentence::id);
  BANCHENG_CHECK(found != std::ranges::end(kSentences));
  return {level,
          id,
          filled(found->zh, values),
          filled(found->en, values),
          filled(found->remedy_zh, values),
          filled(found->remedy_en, values)};
}

std::string level_word(Level level, bool chinese) {
  switch (level) {
    case Level::ok:
      return chinese ? "正常" : "ok";
    case Level::note:
      return chinese ? "说明" : "note";
    case Level::warning:
      return chinese ? "警告" : "warning";
    case Level::red:
      return chinese ? "严重" : "red";
  }
  return {};
}

std::vector<std::string> finding_ids() {
  std::vector<std::string> ids;
  for (const Sentence& one : kSentences) ids.emplace_back(one.id);
  return ids;
}

Level worst(const Findings& findings) {
  Level level = Level::ok;
  for (const Finding& one : findings) level = std::max(level, one.level);
  return level;
}

}  // namespace handler::health
