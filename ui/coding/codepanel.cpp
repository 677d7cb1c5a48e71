#include "ui/coding/codepanel.h"

#include "ui/coding/incidentcard.h"
#include "ui/theme/metrics.h"

#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int shownIncidents = 4;
}

CodePanel::CodePanel(QWidget* parent)
    : QWidget(parent), m_title(new SectionHeader({}, {}, this)), m_compare(new SectionHeader({}, {}, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    m_definition = addText(TextSize::Body, Tone::Normal);
    m_includes = addText(TextSize::Body, Tone::Muted);
    m_excludes = addText(TextSize::Body, Tone::Muted);
    m_examples = addText(TextSize::Body, Tone::Muted);
    m_edit = new QPushButton(tr("Edit code"), this);
    m_edit->setToolTip(tr("Change name, key, colour and definition (F2)"));
    connect(m_edit, &QPushButton::clicked, this, &CodePanel::editRequested);
    column->addWidget(m_edit, 0, Qt::AlignLeft);
    column->addSpacing(metrics::gap);
    column->addWidget(m_compare);
    m_noIncident = addText(TextSize::Body, Tone::Muted);
    m_noIncident->setText(tr("No turn has this code yet."));
    m_incidents = new QVBoxLayout;
    m_incidents->setSpacing(metrics::gap);
    column->addLayout(m_incidents);
    showCode(std::nullopt);
}

TextLabel* CodePanel::addText(TextSize size, Tone tone)
{
    auto* label = new TextLabel({}, size, tone, this);
    label->setWordWrap(true);
    layout()->addWidget(label);
    return label;
}

void CodePanel::setText(TextLabel* label, const QString& text) const
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

void CodePanel::showCode(const std::optional<Code>& code)
{
    const CodeId id = code ? code->id : CodeId();
    if (id != m_code)
        showIncidents({});
    m_code = id;
    m_title->setTitle(code ? code->name : tr("Definition"));
    m_title->setRemark(code && !code->shortcut.isEmpty() ? tr("key %1").arg(code->shortcut) : QString());
    setText(m_definition,
            code ? (code->definition.isEmpty() ? tr("This code has no definition yet.") : code->definition)
                 : tr("Choose a code to read what it means."));
    setText(m_includes,
            code && !code->includes.isEmpty() ? tr("Includes: %1").arg(code->includes) : QString());
    setText(m_excludes, code && !code->excludes.isEmpty() ? tr("Not: %1").arg(code->excludes) : QString());
    QStringList examples;
    for (const QString& example : code ? code->examples : QStringList())
        examples << QStringLiteral("\u201c%1\u201d").arg(example);
    setText(m_examples, examples.join(u'\n'));
    m_edit->setVisible(code.has_value());
    m_compare->setVisible(code.has_value());
    m_compare->setTitle(code ? tr("Compare: %1").arg(code->name) : QString());
    m_noIncident->setVisible(code.has_value() && m_incidents->isEmpty());
}

void CodePanel::showIncidents(const QList<CodedTurn>& incidents)
{
    while (QLayoutItem* item = m_incidents->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const CodedTurn& incident : incidents.mid(0, shownIncidents)) {
        auto* card = new IncidentCard(incident, this);
        connect(card, &QAbstractButton::clicked, this,
                [this, place = incident.place] { Q_EMIT goTo(place); });
        m_incidents->addWidget(card);
    }
    m_compare->setRemark(incidents.isEmpty() ? QString() : tr("newest first"));
    m_noIncident->setVisible(!m_code.isNull() && incidents.isEmpty());
}

} // namespace antiphon
