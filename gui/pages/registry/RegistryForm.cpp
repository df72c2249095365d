// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/RegistryForm.h"

#include "gui/widgets/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

RegistryForm::RegistryForm(QWidget *parent)
    : QWidget(parent)
    , m_version(new QComboBox(this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setHorizontalSpacing(2 * theme::kGrid);
    form->setVerticalSpacing(theme::kGrid);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_version->setObjectName(u"registryVersion"_s);
    m_version->addItem(tr("3.1 or later"), static_cast<int>(config::RegistryVersion::V31));
    m_version->addItem(tr("3.0"), static_cast<int>(config::RegistryVersion::V30));
    m_version->addItem(tr("2.8 or another 2.x"), static_cast<int>(config::RegistryVersion::V2));
    m_version->setToolTip(tr("“registry --version” tells it"));
    form->addRow(tr("&Registry version:"), m_version);
    m_realm = addLine(tr("R&ealm:"), "registryRealm",
                      tr("The address of this token server, as clients reach it"));
    m_service = addLine(tr("&Service:"), "registryService",
                        tr("The registry's own name; rules can ask for it with “service”"));
    m_issuer = addLine(tr("&Issuer:"), "registryIssuer",
                       tr("What token.issuer of this server says; the registry must say the same"));
    m_issuer->setReadOnly(true);
    m_bundle = addLine(tr("Certificate &bundle:"), "registryBundle",
                       tr("Where the registry finds the file with the token certificate"));
    m_useJwks = new QCheckBox(tr("Give the registry a &JWKS file, too"), this);
    m_useJwks->setObjectName(u"registryUseJwks"_s);
    m_useJwks->setToolTip(
        tr("Names the key as this server does, so that any token.kid_format works"));
    form->addRow(QString(), m_useJwks);
    m_jwks = addLine(tr("J&WKS file:"), "registryJwks",
                     tr("Where the registry finds the file with the public key"));
    m_jwks->setText(u"/certs/wharfgate-jwks.json"_s);
    m_pinAlgorithm = new QCheckBox(this);
    m_pinAlgorithm->setObjectName(u"registryPinAlgorithm"_s);
    m_pinAlgorithm->setToolTip(tr("The registry refuses tokens that are signed in another way"));
    form->addRow(QString(), m_pinAlgorithm);

    connect(m_version, &QComboBox::currentIndexChanged, this, [this] {
        showVersion();
        Q_EMIT edited();
    });
    connect(m_useJwks, &QCheckBox::toggled, this, [this] {
        showVersion();
        Q_EMIT edited();
    });
    connect(m_pinAlgorithm, &QCheckBox::toggled, this, &RegistryForm::edited);
    setSuggestions({});
    setKey({}, false);
}

QLineEdit *RegistryForm::addLine(const QString &label, const char *name, const QString &tip)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1StringView(name));
    line->setToolTip(tip);
    static_cast<QFormLayout *>(layout())->addRow(label, line);
    connect(line, &QLineEdit::textChanged, this, &RegistryForm::edited);
    return line;
}

config::RegistryVersion RegistryForm::version() const
{
    return static_cast<config::RegistryVersion>(m_version->currentData().toInt());
}

config::RegistrySettings RegistryForm::settings() const
{
    config::RegistrySettings settings;
    settings.version = version();
    settings.realm = m_realm->text().trimmed().toStdString();
    settings.service = m_service->text().toStdString();
    settings.issuer = m_issuer->text().toStdString();
    settings.bundleFile = m_bundle->text().trimmed().toStdString();
    if (m_useJwks->isEnabled() && m_useJwks->isChecked())
        settings.jwksFile = m_jwks->text().trimmed().toStdString();
    if (m_pinAlgorithm->isEnabled() && m_pinAlgorithm->isChecked())
        settings.algorithm = m_algorithm.toStdString();
    return settings;
}

void RegistryForm::setSuggestions(const config::RegistrySettings &suggested)
{
    const auto suggest = [](QLineEdit &line, const std::string &text) {
        // isModified() is true for what the user typed only; an emptied field is filled again.
        if (!line.isModified() || line.text().isEmpty())
            line.setText(QString::fromStdString(text));
    };
    const QSignalBlocker blocker(this);
    suggest(*m_realm, suggested.realm);
    suggest(*m_service, suggested.service);
    suggest(*m_issuer, suggested.issuer);
    suggest(*m_bundle, suggested.bundleFile);
}

void RegistryForm::setKey(const QString &algorithm, bool hasJwks)
{
    m_algorithm = algorithm;
    m_pinAlgorithm->setText(algorithm.isEmpty() ? tr("Accept only the signature algorithm in use")
                                                : tr("Accept only %1 signat&ures").arg(algorithm));
    if (!hasJwks)
        m_useJwks->setChecked(false);
    m_hasJwks = hasJwks;
    showVersion();
}

void RegistryForm::showVersion()
{
    const bool isNew = version() != config::RegistryVersion::V2;
    m_useJwks->setEnabled(isNew && m_hasJwks);
    m_jwks->setEnabled(m_useJwks->isEnabled() && m_useJwks->isChecked());
    m_pinAlgorithm->setEnabled(isNew && !m_algorithm.isEmpty());
}

} // namespace wharfgate::gui
