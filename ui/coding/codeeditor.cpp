#include "ui/coding/codeeditor.h"

#include "core/coding/codetreerows.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int swatch = 12;

void addField(QVBoxLayout* form, const QString& title, QWidget* field)
{
    auto* label = new TextLabel(title, TextSize::Caption, Tone::Muted);
    label->setBuddy(field);
    field->setAccessibleName(title);
    auto* pair = new QVBoxLayout;
    pair->setSpacing(2);
    pair->addWidget(label);
    pair->addWidget(field);
    form->addLayout(pair);
}

} // namespace

QIcon codeColourIcon(int colour, const QPalette& palette)
{
    QPixmap pixmap(swatch, swatch);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(codeColour(colour, palette));
    painter.drawRoundedRect(0, 0, swatch, swatch, 3, 3);
    return pixmap;
}

QString codeColourName(int colour)
{
    static const char* const names[codeColours] = {QT_TRANSLATE_NOOP("antiphon::CodeEditor", "blue"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "orange"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "green"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "violet"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "ochre"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "rose"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "teal"),
                                                   QT_TRANSLATE_NOOP("antiphon::CodeEditor", "grey")};
    return CodeEditor::tr(names[colour % codeColours]);
}

CodeEditor::CodeEditor(ActOfKey actOfKey, QWidget* parent)
    : QWidget(parent),
      m_actOfKey(std::move(actOfKey)),
      m_title(new SectionHeader({}, {}, this)),
      m_name(new QLineEdit(this)),
      m_facet(new QComboBox(this)),
      m_category(new QComboBox(this)),
      m_groups(new QCheckBox(tr("Only groups codes"), this)),
      m_similar(new TextLabel({}, TextSize::Caption, Tone::Warn, this)),
      m_key(new QLineEdit(this)),
      m_colour(new QComboBox(this)),
      m_fault(new TextLabel({}, TextSize::Caption, Tone::Danger, this)),
      m_save(new QPushButton(tr("Save code"), this)),
      m_delete(new QPushButton(tr("Delete"), this))
{
    auto* form = new QVBoxLayout(this);
    form->setContentsMargins({});
    form->setSpacing(metrics::gap);
    form->addWidget(m_title);
    addField(form, tr("Name"), m_name);
    m_similar->setWordWrap(true);
    form->addWidget(m_similar);
    for (const Facet facet : allFacets)
        m_facet->addItem(facetTitle(facet), static_cast<int>(facet));
    addField(form, tr("Facet"), m_facet);
    addField(form, tr("In"), m_category);
    m_groups->setToolTip(tr("A category that holds other codes and is never put on a turn"));
    form->addWidget(m_groups);
    for (QLineEdit* field : {m_name, m_key})
        field->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_key->setMaxLength(1);
    m_key->setObjectName(QStringLiteral("codeKey"));
    addField(form, tr("Key"), m_key);
    addField(form, tr("Colour"), m_colour);
    m_definition = addText(form, tr("Definition"), 4);
    m_includes = addText(form, tr("Includes"), 3);
    m_excludes = addText(form, tr("Not"), 3);
    m_examples = addText(form, tr("Examples, one a line"), 4);
    m_fault->setWordWrap(true);
    form->addWidget(m_fault);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setFlat(true);
    makePrimary(m_save);
    m_save->setToolTip(tr("Save (Ctrl+Enter)"));
    buttons->addWidget(m_save);
    buttons->addWidget(cancel);
    buttons->addStretch();
    buttons->addWidget(m_delete);
    form->addLayout(buttons);
    connect(m_save, &QPushButton::clicked, this, &CodeEditor::save);
    connect(cancel, &QPushButton::clicked, this, &CodeEditor::cancelled);
    connect(m_delete, &QPushButton::clicked, this, [this] { Q_EMIT deleted(m_code); });
    connect(m_name, &QLineEdit::textChanged, this, &CodeEditor::check);
    connect(m_name, &QLineEdit::textChanged, this, &CodeEditor::showSimilar);
    connect(m_key, &QLineEdit::textChanged, this, &CodeEditor::check);
    connect(m_name, &QLineEdit::returnPressed, this, &CodeEditor::save);
    connect(m_key, &QLineEdit::returnPressed, this, &CodeEditor::save);
    connect(m_facet, &QComboBox::currentIndexChanged, this, [this] {
        fillCategories(value().facet, {});
        check();
    });
}

QPlainTextEdit* CodeEditor::addText(QVBoxLayout* form, const QString& title, int lines)
{
    auto* text = new QPlainTextEdit(this);
    text->setTabChangesFocus(true);
    text->setFixedHeight(lines * fontMetrics().lineSpacing() + 14);
    addField(form, title, text);
    return text;
}

void CodeEditor::fillCategories(Facet facet, CodeId chosen)
{
    m_category->clear();
    m_category->addItem(tr("top of %1").arg(facetTitle(facet)), QString());
    for (const Code& code : m_codebook.codes) {
        const bool isInside = !m_code.id.isNull() && isWithin(m_codebook, code.id, m_code.id);
        if (code.facet != facet || isInside)
            continue;
        const auto depth = pathOf(m_codebook, code.id).count(QStringLiteral(" / "));
        m_category->addItem(QString(3 * depth, u' ') + code.name, code.id.toText());
    }
    m_category->setCurrentIndex(std::max(0, m_category->findData(chosen.toText())));
    m_category->setEnabled(m_category->count() > 1);
}

void CodeEditor::open(const Code& code, const Codebook& codebook, qint64 codings)
{
    m_code = code;
    m_codebook = codebook;
    const bool isNew = code.id.isNull();
    m_title->setTitle(isNew ? tr("New code") : tr("Edit code"));
    m_name->setText(code.name);
    m_facet->setCurrentIndex(m_facet->findData(static_cast<int>(code.facet)));
    m_groups->setChecked(!code.codable);
    m_groups->setEnabled(codings == 0);
    fillCategories(code.facet, code.parent);
    m_key->setText(code.shortcut);
    m_colour->clear();
    for (int i = 0; i < codeColours; ++i)
        m_colour->addItem(codeColourIcon(i, palette()), codeColourName(i));
    m_colour->setCurrentIndex(code.colour % codeColours);
    m_definition->setPlainText(code.definition);
    m_includes->setPlainText(code.includes);
    m_excludes->setPlainText(code.excludes);
    m_examples->setPlainText(code.examples.join(u'\n'));
    m_delete->setVisible(!isNew);
    m_delete->setToolTip(codings == 0 ? tr("Delete this code; undo brings it back")
                                      : tr("Delete this code with %1; undo brings all back")
                                            .arg(countedText(codings, tr("coding"), tr("codings"))));
    showSimilar();
    check();
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

Code CodeEditor::value() const
{
    Code code = m_code;
    code.name = m_name->text().trimmed();
    code.facet = static_cast<Facet>(m_facet->currentData().toInt());
    code.parent = CodeId::fromText(m_category->currentData().toString()).value_or(CodeId());
    code.codable = !m_groups->isChecked();
    code.shortcut = m_key->text().toLower();
    code.colour = std::max(0, m_colour->currentIndex());
    code.definition = m_definition->toPlainText().trimmed();
    code.includes = m_includes->toPlainText().trimmed();
    code.excludes = m_excludes->toPlainText().trimmed();
    code.examples = m_examples->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    return code;
}

void CodeEditor::check()
{
    const Code code = value();
    const auto checked = checkCode(m_codebook.codes, code);
    // A key that the person gave to an act; the keys that acts come with are no keys of codes at all.
    const QString act = code.shortcut.isEmpty() ? QString() : m_actOfKey(code.shortcut);
    const bool untouched = m_name->text().isEmpty();
    if (!act.isEmpty())
        m_fault->setText(tr("The key %1 belongs to \"%2\"; choose another, or change it on the page of keys.")
                             .arg(code.shortcut, act));
    else
        m_fault->setText(checked || untouched ? QString() : errorSentence(checked.error()));
    m_save->setEnabled(checked.has_value() && act.isEmpty());
}

void CodeEditor::showSimilar()
{
    QList<Code> others = m_codebook.codes;
    others.removeIf([this](const Code& code) { return code.id == m_code.id; });
    QStringList names;
    for (const Code& code : similarCodes(others, m_name->text().trimmed()))
        names << code.name;
    const bool isAsked = m_code.id.isNull() || m_name->text().trimmed() != m_code.name;
    m_similar->setVisible(isAsked && !names.isEmpty());
    m_similar->setText(tr("Similar: %1").arg(names.join(QStringLiteral(", "))));
}

void CodeEditor::save()
{
    if (m_save->isEnabled())
        Q_EMIT saved(value());
}

void CodeEditor::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (enter && (event->modifiers() & Qt::ControlModifier))
        save();
    // All other keys end here: typing must never code the turn behind the form.
}

} // namespace antiphon
