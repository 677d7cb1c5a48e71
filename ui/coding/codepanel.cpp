#include "ui/coding/codepanel.h"

#include "core/coding/codetree.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QVBoxLayout>

namespace antiphon {

namespace {

void setText(TextLabel* label, const QString& text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QString after(const QString& lead, const QString& text)
{
    return text.isEmpty() ? QString() : lead.arg(text);
}

} // namespace

CodePanel::CodePanel(QWidget* parent) : QWidget(parent), m_title(new SectionHeader({}, {}, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    m_definition = addText(Tone::Normal);
    m_includes = addText(Tone::Muted);
    m_excludes = addText(Tone::Muted);
    m_examples = addText(Tone::Muted);
    m_use = addText(Tone::Normal);
    m_with = addText(Tone::Muted);
    m_recipes = addText(Tone::Normal);
    m_edit = new QPushButton(tr("Edit code"), this);
    m_edit->setToolTip(tr("Change name, key, colour and definition (F2)"));
    connect(m_edit, &QPushButton::clicked, this, &CodePanel::editRequested);
    m_incidents = new QPushButton(tr("All codings"), this);
    m_incidents->setFlat(true);
    m_incidents->setToolTip(tr("List all codings of this code"));
    connect(m_incidents, &QPushButton::clicked, this, &CodePanel::incidentsRequested);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_edit);
    buttons->addWidget(m_incidents);
    buttons->addStretch();
    column->addLayout(buttons);
    showCode(std::nullopt);
}

TextLabel* CodePanel::addText(Tone tone)
{
    auto* label = new TextLabel({}, TextSize::Body, tone, this);
    label->setWordWrap(true);
    layout()->addWidget(label);
    return label;
}

void CodePanel::showCode(const std::optional<Code>& code)
{
    const Code shown = code.value_or(Code());
    m_title->setTitle(code ? shown.name : tr("Definition"));
    m_title->setRemark(after(tr("key %1"), shown.shortcut));
    if (!code)
        setText(m_definition, tr("Choose a code to read what it means."));
    else
        setText(m_definition,
                shown.definition.isEmpty() ? tr("This code has no definition yet.") : shown.definition);
    setText(m_includes, after(tr("Includes: %1"), shown.includes));
    setText(m_excludes, after(tr("Not: %1"), shown.excludes));
    QStringList examples;
    for (const QString& example : shown.examples)
        examples << QStringLiteral("\u201c%1\u201d").arg(example);
    setText(m_examples, examples.join(u'\n'));
    m_edit->setVisible(code.has_value());
    m_incidents->setVisible(code && code->codable);
    if (m_code == shown.id)
        return;
    m_code = shown.id;
    setText(m_use, {});
    setText(m_with, {});
    setText(m_recipes, {});
}

void CodePanel::showRecipes(const QString& lines)
{
    setText(m_recipes, lines);
}

void CodePanel::showUse(const CodeUse& use, const QList<Code>& codes)
{
    QStringList with;
    for (const auto& [id, turns] : use.with) {
        const Code* code = codeIn(codes, id);
        if (code)
            with << tr("%1 %2").arg(code->name, countText(turns));
    }
    setText(m_use, use.codings == 0 ? QString()
                                    : tr("%1 in %2")
                                          .arg(countedText(use.codings, tr("coding"), tr("codings")),
                                               countedText(use.dialogues, tr("dialogue"), tr("dialogues"))));
    setText(m_with, with.isEmpty() ? QString() : tr("Used with: %1").arg(with.join(QStringLiteral(", "))));
}

} // namespace antiphon
