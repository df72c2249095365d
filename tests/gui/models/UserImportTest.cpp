// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserImport.h"
#include "gui/models/DelimitedText.h"
#include "gui/models/PasswordStrength.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;

namespace {

const std::string kHash = "$2y$10$ixpfXUMs0suLaCrDu..A.OC9bI/.A./X2jSpmgw2Bzh.SOTdGzPyi";

std::map<std::string, config::User> existing()
{
    std::map<std::string, config::User> users;
    users["alice"].passwordHash = kHash;
    users["alice"].labels = {{"group", {"dev", "ops"}}};
    users["bob"].passwordHash = "!" + kHash;
    return users;
}

const ImportedUser *find(const std::vector<ImportedUser> &users, const std::string &name)
{
    for (const ImportedUser &user : users) {
        if (user.name == name)
            return &user;
    }
    return nullptr;
}

using Effect = ImportedUser::Effect;

} // namespace

class UserImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delimitedText_data();
    void delimitedText();
    void delimitedTextRoundTrip();
    void effects();
    void whatTheFileDoesNotSayStays();
    void rejected_data();
    void rejected();
    void brokenFiles_data();
    void brokenFiles();
    void exportsReadBack_data();
    void exportsReadBack();
    void exportsHoldNoHashesUnasked();
    void randomBytesAreHarmless();
    void guessesFormats();
    void strength_data();
    void strength();
};

void UserImportTest::delimitedText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown"); // fields joined by |, rows by newline; "!" an error

    QTest::newRow("plain") << "a,b\nc,d\n"_ba
                           << "a|b\nc|d"_ba;
    QTest::newRow("no last break") << "a,b"_ba
                                   << "a|b"_ba;
    QTest::newRow("crlf") << "a,b\r\nc,d\r\n"_ba
                          << "a|b\nc|d"_ba;
    QTest::newRow("quotes") << "\"a,\"\"x\"\"\",b\n"_ba
                            << "a,\"x\"|b"_ba;
    QTest::newRow("break in quotes") << "\"a\nb\",c\n"_ba
                                     << "a\nb|c"_ba;
    QTest::newRow("empty fields") << ",\n"_ba
                                  << "|"_ba;
    QTest::newRow("empty lines") << "a\n\n\nb\n"_ba
                                 << "a\nb"_ba;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("never closed") << "a\n\"b"_ba
                                  << "!2"_ba;
    QTest::newRow("behind a quote") << "\"a\"b\n"_ba
                                    << "!1"_ba;
}

void UserImportTest::delimitedText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    const auto rows = readDelimited(text.toStdString());
    if (shown.startsWith('!')) {
        QVERIFY(!rows);
        QCOMPARE(rows.error().position.line, shown.mid(1).toInt());
        return;
    }
    QVERIFY(rows.has_value());
    QByteArray joined;
    for (const DelimitedRow &row : *rows) {
        if (&row != &rows->front())
            joined += '\n';
        for (std::size_t field = 0; field < row.fields.size(); ++field)
            joined += (field > 0 ? "|" : "") + QByteArray::fromStdString(row.fields[field]);
    }
    QCOMPARE(joined, shown);
}

void UserImportTest::delimitedTextRoundTrip()
{
    std::mt19937 random(5);
    const std::string characters = "ab,\"\n\r=+-@\t' ";
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::string> fields(1 + random() % 4);
        for (std::string &field : fields) {
            for (auto left = random() % 6; left > 0; --left)
                field += characters[random() % characters.size()];
        }
        fields.front().insert(0, 1, 'x'); // an empty line is no row
        const auto rows = readDelimited(writeDelimited(fields));
        QVERIFY(rows.has_value());
        QCOMPARE(rows->size(), std::size_t(1));
        for (std::size_t field = 0; field < fields.size(); ++field) {
            // The guard of a formula cannot be told from an apostrophe that was there.
            if (fields[field].starts_with('\''))
                continue;
            QCOMPARE(rows->front().fields.at(field), fields[field]);
        }
    }
    QCOMPARE(writeDelimited({"=cmd|x", "b"}), std::string("\"'=cmd|x\",b\r\n"));
}

void UserImportTest::effects()
{
    const QByteArray csv = "name,password_hash,group\r\n"
                           "alice,,dev ops\r\n"
                           "bob,,dev\r\n"
                           "carol," +
                           QByteArray::fromStdString(kHash) + ",dev\r\n";
    const auto users = readUsers(csv, UserFormat::Csv, existing());
    QVERIFY(users.has_value());
    QCOMPARE(users->size(), std::size_t(3));
    QCOMPARE(find(*users, "alice")->effect, Effect::Unchanged);
    QCOMPARE(find(*users, "alice")->user.passwordHash, std::optional(kHash));
    QCOMPARE(find(*users, "bob")->effect, Effect::Changed);
    QVERIFY(find(*users, "bob")->reason.contains(u"labels"_s));
    QCOMPARE(find(*users, "bob")->user.passwordHash, std::optional("!" + kHash));
    QCOMPARE(find(*users, "carol")->effect, Effect::New);
    QCOMPARE(find(*users, "carol")->line, 4);
    const acl::Labels labels{{"group", {"dev"}}};
    QCOMPARE(find(*users, "carol")->user.labels, labels);
}

void UserImportTest::whatTheFileDoesNotSayStays()
{
    const std::string other = "$2y$05$LO.vzwpWC5LZGqThvEfznu8qhb5SGqvBSWY1J3yZ4AxtMRZ3kN5jD";
    const QByteArray hash = QByteArray::fromStdString(other);
    const std::pair<UserFormat, QByteArray> files[] = {
        {UserFormat::Htpasswd, "alice:" + hash + "\nbob:" + hash + '\n'},
        {UserFormat::Csv, "name,password_hash\nalice," + hash + "\nbob," + hash + '\n'},
        {UserFormat::Json, "{\"alice\": {\"password_hash\": \"" + hash +
                               "\"}, \"bob\": {\"password_hash\": \"" + hash + "\"}}"}};
    for (const auto &[format, text] : files) {
        const auto users = readUsers(text, format, existing());
        QVERIFY(users.has_value());
        QCOMPARE(find(*users, "alice")->user.labels, existing().at("alice").labels);
        QCOMPARE(find(*users, "alice")->user.passwordHash, std::optional(other));
        QCOMPARE(find(*users, "alice")->reason, u"password"_s);
        // Who is locked stays out.
        QCOMPARE(find(*users, "bob")->user.passwordHash, std::optional('!' + other));
    }
    const auto emptied = readUsers("{\"alice\": {\"labels\": {}}}", UserFormat::Json, existing());
    QVERIFY(emptied.has_value());
    QVERIFY(find(*emptied, "alice")->user.labels.empty());
}

void UserImportTest::rejected_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray hash = QByteArray::fromStdString(kHash);
    QTest::newRow("no hash for a new user") << "carol:"_ba;
    QTest::newRow("no colon") << "carol"_ba;
    QTest::newRow("md5") << "carol:$apr1$x$y"_ba;
    QTest::newRow("plain text") << "carol:secret"_ba;
    QTest::newRow("no name") << ":" + hash;
    QTest::newRow("space") << "carol :" + hash;
    QTest::newRow("control character") << "ca\x01rol:" + hash;
    QTest::newRow("too long") << QByteArray(300, 'x') + ':' + hash;
    QTest::newRow("truncated hash") << "carol:" + hash.chopped(3);
}

void UserImportTest::rejected()
{
    QFETCH(QByteArray, line);
    const auto users = readUsers("# a comment\n" + line + "\n", UserFormat::Htpasswd, existing());
    QVERIFY(users.has_value());
    QCOMPARE(users->size(), std::size_t(1));
    QCOMPARE(users->front().effect, Effect::Rejected);
    QVERIFY(!users->front().reason.isEmpty());
    QVERIFY(!users->front().reason.contains(u"secret"_s));
    QCOMPARE(users->front().line, 2);
}

void UserImportTest::brokenFiles_data()
{
    QTest::addColumn<UserFormat>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("csv empty") << UserFormat::Csv << ""_ba;
    QTest::newRow("csv without head") << UserFormat::Csv << "alice,x\n"_ba;
    QTest::newRow("csv open quote") << UserFormat::Csv << "name\n\"a\n"_ba;
    QTest::newRow("json broken") << UserFormat::Json << "{\"a\":"_ba;
    QTest::newRow("json empty") << UserFormat::Json << ""_ba;
    QTest::newRow("latin1") << UserFormat::Htpasswd << "m\xfcller:x\n"_ba;
}

void UserImportTest::brokenFiles()
{
    QFETCH(UserFormat, format);
    QFETCH(QByteArray, text);
    const auto users = readUsers(text, format, existing());
    QVERIFY(!users);
    QVERIFY(!users.error().detail.empty());
}

void UserImportTest::exportsReadBack_data()
{
    QTest::addColumn<UserFormat>("format");
    QTest::newRow("csv") << UserFormat::Csv;
    QTest::newRow("json") << UserFormat::Json;
    QTest::newRow("htpasswd") << UserFormat::Htpasswd;
}

void UserImportTest::exportsReadBack()
{
    QFETCH(UserFormat, format);
    auto users = existing();
    if (format == UserFormat::Htpasswd)
        users["alice"].labels.clear(); // it cannot hold them
    const auto back = readUsers(writeUsers(users, format, ExportHashes::Yes), format, users);
    QVERIFY(back.has_value());
    QCOMPARE(back->size(), users.size());
    for (const ImportedUser &user : *back)
        QCOMPARE(user.effect, Effect::Unchanged);
}

void UserImportTest::exportsHoldNoHashesUnasked()
{
    for (const UserFormat format : {UserFormat::Csv, UserFormat::Json, UserFormat::Htpasswd})
        QVERIFY(!writeUsers(existing(), format, ExportHashes::No).contains("$2y$"));
}

void UserImportTest::randomBytesAreHarmless()
{
    std::mt19937 random(11);
    const QByteArray characters = "name,password_hash:\"\n\r{}[]$2y10 ";
    for (int round = 0; round < 3000; ++round) {
        QByteArray text;
        for (auto left = random() % 80; left > 0; --left)
            text += random() % 30 == 0 ? static_cast<char>(random())
                                       : characters[static_cast<qsizetype>(
                                             random() % static_cast<unsigned>(characters.size()))];
        for (const UserFormat format : {UserFormat::Csv, UserFormat::Json, UserFormat::Htpasswd}) {
            const auto users = readUsers(text, format, existing());
            if (!users)
                QVERIFY(!users.error().detail.empty());
            else
                for (const ImportedUser &user : *users)
                    QVERIFY(user.effect != Effect::Rejected || !user.reason.isEmpty());
        }
    }
}

void UserImportTest::guessesFormats()
{
    QCOMPARE(guessUserFormat("{\"a\": {}}"), UserFormat::Json);
    QCOMPARE(guessUserFormat(" [1]"), UserFormat::Json);
    QCOMPARE(guessUserFormat("name,group\na,b\n"), UserFormat::Csv);
    QCOMPARE(guessUserFormat("alice:$2y$10$x\n"), UserFormat::Htpasswd);
    QCOMPARE(guessUserFormat(""), UserFormat::Htpasswd);
}

void UserImportTest::strength_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<PasswordStrength::Level>("atMost");
    QTest::addColumn<PasswordStrength::Level>("atLeast");
    using Level = PasswordStrength::Level;
    QTest::newRow("empty") << u""_s << Level::Empty << Level::Empty;
    QTest::newRow("password") << u"Password1"_s << Level::VeryWeak << Level::VeryWeak;
    QTest::newRow("account") << u"alice2026"_s << Level::VeryWeak << Level::VeryWeak;
    QTest::newRow("row") << u"qwertyuiop"_s << Level::VeryWeak << Level::VeryWeak;
    QTest::newRow("repeated") << u"aaaaaaaaaaaaaaaaaaaa"_s << Level::VeryWeak << Level::VeryWeak;
    QTest::newRow("digits") << u"8305172946"_s << Level::Weak << Level::VeryWeak;
    QTest::newRow("four words") << u"otter cable lantern moss"_s << Level::Strong << Level::Fair;
    QTest::newRow("generated") << u"RBsHCZxfeb7LBanySDnm"_s << Level::Strong << Level::Strong;
}

void UserImportTest::strength()
{
    QFETCH(QString, password);
    QFETCH(PasswordStrength::Level, atMost);
    QFETCH(PasswordStrength::Level, atLeast);
    const PasswordStrength strength = PasswordStrength::of(password, u"alice");
    QVERIFY2(strength.level <= atMost && strength.level >= atLeast,
             qPrintable(QString::number(strength.bits)));
    QCOMPARE(strength.text().isEmpty(), password.isEmpty());
}

QTEST_APPLESS_MAIN(UserImportTest)
#include "UserImportTest.moc"
