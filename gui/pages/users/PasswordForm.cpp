// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/PasswordForm.h"

#include "gui/client/InPool.h"
#include "gui/models/PasswordStrength.h"
#include "gui/models/UserFacts.h"
#include "gui/widgets/Theme.h"
#include "shared/accounts/PasswordHash.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr int kMostBytes = 72; // of which bcrypt looks at no more

} // namespace

PasswordForm::PasswordForm(QWidget *parent)
    : QWidget(parent)
{
    m_form = new QFormLayout(this);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"passwordKind"_s);
    m_kind->addItem(tr("Generate one"), int(Kind::Generated));
    m_kind->addItem(tr("Type one"), int(Kind::Typed));
    m_kind->addItem(tr("Paste an existing hash"), int(Kind::Hash));
    m_kind->addItem(tr("None: any password is accepted"), int(Kind::None));
    m_form->addRow(tr("Pass&word:"), m_kind);
    m_password = addField(*m_form, tr("New &password:"), u"password"_s);
    m_form->addRow(QString(), buildTools());
    m_repeated = addField(*m_form, tr("&Again:"), u"passwordRepeated"_s);
    m_repeated->setEchoMode(QLineEdit::Password);
    m_hash = addField(*m_form, tr("&Hash:"), u"passwordHash"_s);
    m_hash->setEchoMode(QLineEdit::Password);
    m_hash->setPlaceholderText(tr("$2y$10$… as htpasswd -B writes it"));
    m_cost = new QSpinBox(this);
    m_cost->setObjectName(u"hashCost"_s);
    m_cost->setRange(accounts::kMinBcryptCost, accounts::kMaxBcryptCost);
    m_cost->setValue(accounts::kDefaultBcryptCost);
    m_cost->setPrefix(tr("bcrypt, cost "));
    m_cost->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_cost->setToolTip(tr("Each step doubles the time that a login and every guess take."));
    m_form->addRow(tr("S&tored as:"), m_cost);
    m_note = new QLabel(this);
    m_note->setObjectName(u"passwordNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_form->addRow(QString(), m_note);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PasswordForm::showKind);
    for (const QLineEdit *field : {m_password, m_repeated, m_hash}) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            showNote();
            Q_EMIT edited();
        });
    }
    connect(m_cost, &QSpinBox::valueChanged, this, &PasswordForm::showNote);
    showKind();
}

QLineEdit *PasswordForm::addField(QFormLayout &form, const QString &label, const QString &name)
{
    auto *const field = new QLineEdit(this);
    field->setObjectName(name);
    field->setFont(theme::fixedFont());
    form.addRow(label, field);
    return field;
}

QWidget *PasswordForm::buildTools()
{
    m_tools = new QWidget(this);
    auto *const layout = new QHBoxLayout(m_tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid);
    m_reveal = new QPushButton(tr("Reveal"), m_tools);
    m_reveal->setObjectName(u"revealPassword"_s);
    m_reveal->setCheckable(true);
    m_copy = new QPushButton(theme::icon(u"copy"_s), tr("Copy"), m_tools);
    m_copy->setObjectName(u"copyPassword"_s);
    m_again = new QPushButton(theme::icon(u"generate"_s), tr("Generate Another"), m_tools);
    m_again->setObjectName(u"generatePassword"_s);
    for (QPushButton *const button : {m_reveal, m_copy, m_again}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addStretch(1);
    connect(m_reveal, &QPushButton::toggled, this, [this](bool on) {
        for (QLineEdit *const field : {m_password, m_repeated})
            field->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
    });
    connect(m_copy, &QPushButton::clicked, this, &PasswordForm::copy);
    connect(m_again, &QPushButton::clicked, this, &PasswordForm::generate);
    return m_tools;
}

PasswordForm::Kind PasswordForm::kind() const
{
    return static_cast<Kind>(m_kind->currentData().toInt());
}

void PasswordForm::setAccount(const QString &account)
{
    m_account = account;
    showNote();
}

void PasswordForm::generate()
{
    const int index = m_kind->findData(int(Kind::Generated));
    if (m_kind->currentIndex() != index)
        m_kind->setCurrentIndex(index); // generates
    else
        m_password->setText(QString::fromStdString(accounts::generatePassword()));
}

void PasswordForm::showKind()
{
    const Kind now = kind();
    const bool isOwn = now == Kind::Generated || now == Kind::Typed;
    m_form->setRowVisible(m_password, isOwn);
    m_form->setRowVisible(m_tools, isOwn);
    m_form->setRowVisible(m_repeated, now == Kind::Typed);
    m_form->setRowVisible(m_hash, now == Kind::Hash);
    m_form->setRowVisible(m_cost, isOwn);
    m_password->setReadOnly(now == Kind::Generated);
    m_again->setVisible(now == Kind::Generated);
    m_copy->setVisible(now == Kind::Generated);
    m_reveal->setChecked(false);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setText(
        now == Kind::Generated ? QString::fromStdString(accounts::generatePassword()) : QString());
    m_repeated->clear();
    m_hash->clear();
    showNote();
    Q_EMIT edited();
}

QString PasswordForm::noteText() const
{
    switch (kind()) {
    case Kind::Generated:
        return tr("Copy it now and hand it over: it is stored as a hash only and cannot be shown "
                  "again.");
    case Kind::Typed: {
        const auto strength = PasswordStrength::of(m_password->text(), m_account);
        return m_password->text().isEmpty() ? tr("Several words that do not belong together are "
                                                 "strong and easy to type.")
                                            : tr("Strength: %1").arg(strength.text());
    }
    case Kind::Hash: {
        if (m_hash->text().trimmed().isEmpty() || !problem().isEmpty())
            return tr("bcrypt, yescrypt, sha512-crypt and sha256-crypt can be verified.");
        config::User user;
        user.passwordHash = m_hash->text().trimmed().toStdString();
        const QString weakness = users::weakness(user);
        return weakness.isEmpty() ? users::passwordText(user)
                                  : tr("%1. %2").arg(users::passwordText(user), weakness);
    }
    case Kind::None:
        break;
    }
    return tr("Whoever knows the name can log in, with any password. Use this only where the rules "
              "grant nothing that everybody may not have.");
}

void PasswordForm::showNote()
{
    m_note->setText(noteText());
    QPalette colors = palette();
    if (kind() == Kind::None)
        colors.setColor(QPalette::WindowText, theme::color(theme::Role::Warning, colors));
    m_note->setPalette(colors);
}

QString PasswordForm::problem() const
{
    switch (kind()) {
    case Kind::Generated:
    case Kind::None:
        return {};
    case Kind::Typed:
        if (m_password->text().isEmpty())
            return tr("Type a password.");
        if (m_password->text().toUtf8().size() > kMostBytes)
            return tr("The password is too long: bcrypt looks at 72 bytes only.");
        return m_password->text() == m_repeated->text() ? QString()
                                                        : tr("The two passwords differ.");
    case Kind::Hash:
        break;
    }
    const std::string hash = m_hash->text().trimmed().toStdString();
    if (hash.empty())
        return tr("Paste a password hash.");
    const accounts::HashInfo info = accounts::inspectHash(hash);
    return info.wellFormed ? QString()
                           : tr("This is no password hash that can be verified. Make one with "
                                "“htpasswd -nB” or “wharfgated hash-password”.");
}

void PasswordForm::makeHash(QObject *context, Done done) const
{
    const Kind chosen = kind();
    const std::string text = chosen == Kind::Hash ? m_hash->text().trimmed().toStdString()
                                                  : m_password->text().toStdString();
    const int cost = m_cost->value();
    runInPool(
        context,
        [chosen, text, cost]() -> Result<Hash> {
            if (chosen == Kind::None)
                return Hash();
            if (chosen == Kind::Hash)
                return Hash(text);
            const Result<std::string> hash = accounts::hashPassword(text, cost);
            if (!hash)
                return tl::unexpected<Error>(hash.error());
            return Hash(*hash);
        },
        std::move(done));
}

void PasswordForm::copy()
{
    QApplication::clipboard()->setText(m_password->text());
    m_note->setText(tr("Copied. Clear the clipboard when you have handed it over."));
}

} // namespace wharfgate::gui
