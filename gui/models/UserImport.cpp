// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserImport.h"

#include "gui/models/DelimitedText.h"
#include "shared/accounts/PasswordHash.h"
#include "shared/base/Utf8.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(UserImport)
};

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;

/// Whether the file says anything about labels. If not, users keep those they have.
enum class HasLabels
{
    No,
    Yes
};

/// Collects the entries of one file and says what each would do.
class Collector
{
public:
    explicit Collector(const std::map<std::string, config::User> &existing)
        : m_existing(existing)
    {}

    bool isFull() const { return m_users.size() >= kMaxImportedUsers; }

    /// `why`: what is wrong with the entry as the file has it, or empty.
    void add(ImportedUser entry, const QString &why, HasLabels hasLabels = HasLabels::Yes)
    {
        const auto found = m_existing.find(entry.name);
        if (hasLabels == HasLabels::No && found != m_existing.end())
            entry.user.labels = found->second.labels;
        entry.reason = why;
        if (entry.reason.isEmpty())
            entry.reason = accountNameProblem(QString::fromStdString(entry.name));
        if (entry.reason.isEmpty() && !m_seen.insert(entry.name).second)
            entry.reason = Sentences::tr("This name stands in the file twice.");
        if (entry.reason.isEmpty() && entry.user.passwordHash)
            entry.reason = hashProblem(*entry.user.passwordHash);
        if (!entry.reason.isEmpty())
            entry.effect = ImportedUser::Effect::Rejected;
        else
            compare(entry);
        m_users.push_back(std::move(entry));
    }

    std::vector<ImportedUser> take() { return std::move(m_users); }

private:
    static QString hashProblem(const std::string &hash)
    {
        const accounts::HashInfo info = accounts::inspectHash(hash);
        if (info.wellFormed || (info.locked && hash.size() == 1))
            return {};
        return Sentences::tr("The password hash is of no kind that can be verified. bcrypt, "
                             "yescrypt, sha512-crypt and sha256-crypt can.");
    }

    void compare(ImportedUser &entry) const
    {
        const auto found = m_existing.find(entry.name);
        if (found == m_existing.end()) {
            if (!entry.user.passwordHash) {
                entry.effect = ImportedUser::Effect::Rejected;
                entry.reason = Sentences::tr("A new user needs a password hash; without one any "
                                             "password would do.");
            }
            return;
        }
        const auto &old = found->second.passwordHash;
        if (!entry.user.passwordHash)
            entry.user.passwordHash = old;
        else if (old && old->starts_with('!') && !entry.user.passwordHash->starts_with('!'))
            entry.user.passwordHash->insert(0, 1, '!'); // a file unlocks nobody
        QStringList changes;
        if (entry.user.passwordHash != found->second.passwordHash)
            changes.append(Sentences::tr("password"));
        if (entry.user.labels != found->second.labels)
            changes.append(Sentences::tr("labels"));
        entry.effect =
            changes.isEmpty() ? ImportedUser::Effect::Unchanged : ImportedUser::Effect::Changed;
        entry.reason = changes.join(u", "_s);
    }

    const std::map<std::string, config::User> &m_existing;
    std::set<std::string> m_seen;
    std::vector<ImportedUser> m_users;
};

tl::unexpected<Error> refused(const QString &why, int line = 0)
{
    return failure(ErrorCode::InvalidInput, why.toStdString(), {{}, line, 0});
}

Result<std::vector<ImportedUser>> readHtpasswd(const QByteArray &text, Collector collector)
{
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        const QByteArray entry = line.trimmed();
        if (entry.isEmpty() || entry.startsWith('#'))
            continue;
        if (collector.isFull())
            return refused(Sentences::tr("The file has more than %n users.", nullptr,
                                         static_cast<int>(kMaxImportedUsers)));
        ImportedUser user;
        user.line = number;
        const qsizetype colon = entry.indexOf(':');
        user.name = entry.left(colon < 0 ? entry.size() : colon).toStdString();
        if (colon >= 0)
            user.user.passwordHash = entry.mid(colon + 1).toStdString();
        collector.add(std::move(user),
                      colon < 0 || colon + 1 == entry.size()
                          ? Sentences::tr("Not of the form name:hash.")
                          : QString(),
                      HasLabels::No);
    }
    return collector.take();
}

acl::Labels labelsOf(const std::vector<std::string> &head, const std::vector<std::string> &row)
{
    acl::Labels labels;
    for (std::size_t column = 0; column < row.size() && column < head.size(); ++column) {
        if (head[column] == "name" || head[column] == "password_hash")
            continue;
        std::vector<std::string> values;
        const QStringList words =
            QString::fromStdString(row[column]).split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words)
            values.push_back(word.toStdString());
        if (!values.empty())
            labels[head[column]] = std::move(values);
    }
    return labels;
}

Result<std::vector<ImportedUser>> readCsv(const QByteArray &text, Collector collector)
{
    const auto rows = readDelimited(text.toStdString());
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return refused(Sentences::tr("The file is empty."));
    const std::vector<std::string> &head = rows->front().fields;
    const auto nameColumn = std::find(head.begin(), head.end(), "name") - head.begin();
    if (static_cast<std::size_t>(nameColumn) == head.size())
        return refused(Sentences::tr("The first line must name the columns: name, password_hash "
                                     "and one for each label."),
                       1);
    const auto hashColumn = std::find(head.begin(), head.end(), "password_hash") - head.begin();
    const bool isLabeled = std::any_of(head.begin(), head.end(), [](const std::string &column) {
        return column != "name" && column != "password_hash";
    });
    const HasLabels hasLabels = isLabeled ? HasLabels::Yes : HasLabels::No;
    for (std::size_t index = 1; index < rows->size(); ++index) {
        const DelimitedRow &row = (*rows)[index];
        if (collector.isFull())
            return refused(Sentences::tr("The file has more than %n users.", nullptr,
                                         static_cast<int>(kMaxImportedUsers)));
        ImportedUser user;
        user.line = row.line;
        auto field = [&row](std::ptrdiff_t column) {
            return static_cast<std::size_t>(column) < row.fields.size()
                       ? row.fields[static_cast<std::size_t>(column)]
                       : std::string();
        };
        user.name = field(nameColumn);
        if (const std::string hash = field(hashColumn); !hash.empty())
            user.user.passwordHash = hash;
        user.user.labels = labelsOf(head, row.fields);
        collector.add(std::move(user),
                      row.fields.size() > head.size()
                          ? Sentences::tr("More fields than the first line.")
                          : QString(),
                      hasLabels);
    }
    return collector.take();
}

/// False if a value is not a list of texts, or one text.
bool readLabels(const QJsonValue &value, acl::Labels &labels)
{
    if (!value.isObject() && !value.isUndefined() && !value.isNull())
        return false;
    const QJsonObject object = value.toObject();
    for (auto label = object.begin(); label != object.end(); ++label) {
        std::vector<std::string> values;
        const QJsonArray list = label->isString() ? QJsonArray{*label} : label->toArray();
        if (!label->isString() && !label->isArray())
            return false;
        for (const QJsonValue &item : list) {
            if (!item.isString())
                return false;
            values.push_back(item.toString().toStdString());
        }
        labels[label.key().toStdString()] = std::move(values);
    }
    return true;
}

void addJson(Collector &collector, const QString &name, const QJsonValue &value)
{
    ImportedUser user;
    user.name = name.toStdString();
    const QJsonObject object = value.toObject();
    const QJsonValue hash = object["password_hash"_L1];
    QString why;
    if (!value.isObject())
        why = Sentences::tr("Not an object.");
    else if (!hash.isUndefined() && !hash.isNull() && !hash.isString())
        why = Sentences::tr("password_hash is not a text.");
    else if (!readLabels(object["labels"_L1], user.user.labels))
        why = Sentences::tr("labels must map names to lists of text.");
    if (hash.isString())
        user.user.passwordHash = hash.toString().toStdString();
    collector.add(std::move(user), why,
                  object.contains("labels"_L1) ? HasLabels::Yes : HasLabels::No);
}

Result<std::vector<ImportedUser>> readJson(const QByteArray &text, Collector collector)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (document.isNull())
        return refused(
            Sentences::tr("Not JSON: %1 at byte %2.").arg(error.errorString()).arg(error.offset));
    const auto count = document.isArray() ? document.array().size() : document.object().size();
    if (static_cast<std::size_t>(count) > kMaxImportedUsers)
        return refused(Sentences::tr("The file has more than %n users.", nullptr,
                                     static_cast<int>(kMaxImportedUsers)));
    if (document.isArray()) {
        const QJsonArray list = document.array();
        for (const QJsonValue &value : list)
            addJson(collector, value["name"_L1].toString(), value);
    } else {
        const QJsonObject object = document.object();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            addJson(collector, entry.key(), entry.value());
    }
    return collector.take();
}

QByteArray writeCsv(const std::map<std::string, config::User> &users, ExportHashes hashes)
{
    std::set<std::string> labels;
    for (const auto &[name, user] : users) {
        for (const auto &[label, values] : user.labels)
            labels.insert(label);
    }
    std::vector<std::string> head{"name"};
    if (hashes == ExportHashes::Yes)
        head.emplace_back("password_hash");
    head.insert(head.end(), labels.begin(), labels.end());
    std::string out = writeDelimited(head);
    for (const auto &[name, user] : users) {
        std::vector<std::string> row{name};
        if (hashes == ExportHashes::Yes)
            row.push_back(user.passwordHash.value_or(""));
        for (const std::string &label : labels) {
            std::string joined;
            if (const auto found = user.labels.find(label); found != user.labels.end()) {
                for (const std::string &value : found->second)
                    joined += (joined.empty() ? "" : " ") + value;
            }
            row.push_back(std::move(joined));
        }
        out += writeDelimited(row);
    }
    return QByteArray::fromStdString(out);
}

QByteArray writeJson(const std::map<std::string, config::User> &users, ExportHashes hashes)
{
    QJsonObject out;
    for (const auto &[name, user] : users) {
        QJsonObject entry;
        if (hashes == ExportHashes::Yes && user.passwordHash)
            entry.insert(u"password_hash"_s, QString::fromStdString(*user.passwordHash));
        QJsonObject labels;
        for (const auto &[label, values] : user.labels) {
            QJsonArray list;
            for (const std::string &value : values)
                list.append(QString::fromStdString(value));
            labels.insert(QString::fromStdString(label), list);
        }
        entry.insert(u"labels"_s, labels);
        out.insert(QString::fromStdString(name), entry);
    }
    return QJsonDocument(out).toJson();
}

} // namespace

UserFormat guessUserFormat(const QByteArray &text)
{
    const QByteArray start = text.left(4096).trimmed();
    if (start.startsWith('{') || start.startsWith('['))
        return UserFormat::Json;
    const QByteArray first =
        start.left(start.indexOf('\n') < 0 ? start.size() : start.indexOf('\n'));
    return first.contains(',') || first.trimmed() == "name" ? UserFormat::Csv
                                                            : UserFormat::Htpasswd;
}

Result<std::vector<ImportedUser>> readUsers(const QByteArray &text, UserFormat format,
                                            const std::map<std::string, config::User> &existing)
{
    if (text.size() > kMaxBytes)
        return refused(Sentences::tr("The file is too large."));
    if (const std::string bytes = text.toStdString(); utf8::repaired(bytes) != bytes)
        return refused(Sentences::tr("The file is not UTF-8 text."));
    const QByteArray body = text.startsWith("\xEF\xBB\xBF") ? text.mid(3) : text;
    switch (format) {
    case UserFormat::Csv:
        return readCsv(body, Collector(existing));
    case UserFormat::Json:
        return readJson(body, Collector(existing));
    case UserFormat::Htpasswd:
        return readHtpasswd(body, Collector(existing));
    }
    return refused(Sentences::tr("Unknown format."));
}

QByteArray writeUsers(const std::map<std::string, config::User> &users, UserFormat format,
                      ExportHashes hashes)
{
    switch (format) {
    case UserFormat::Csv:
        return writeCsv(users, hashes);
    case UserFormat::Json:
        return writeJson(users, hashes);
    case UserFormat::Htpasswd:
        break;
    }
    QByteArray out;
    for (const auto &[name, user] : users) {
        if (hashes == ExportHashes::Yes && user.passwordHash)
            out += QByteArray::fromStdString(name + ':' + *user.passwordHash + '\n');
    }
    return out;
}

QString accountNameProblem(const QString &name)
{
    if (name.isEmpty())
        return Sentences::tr("The name is empty.");
    if (name.toUtf8().size() > 255)
        return Sentences::tr("The name is longer than 255 bytes.");
    if (name.contains(u':'))
        return Sentences::tr("A name cannot hold a colon: clients send it as name:password.");
    if (name.front().isSpace() || name.back().isSpace())
        return Sentences::tr("A name cannot begin or end with a space.");
    for (const QChar c : name) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f || c.category() == QChar::Other_Control)
            return Sentences::tr("A name cannot hold control characters.");
    }
    return {};
}

} // namespace wharfgate::gui
