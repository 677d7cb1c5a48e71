#include "ui/generation/texteditor.h"

#include "core/generation/promptslots.h"
#include "ui/generation/slotedit.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

const QStringList phraseSlots{
    QStringLiteral("attributes"), QStringLiteral("removed"), QStringLiteral("proposed"),
    QStringLiteral("track"),      QStringLiteral("artist"),  QStringLiteral("count"),
    QStringLiteral("value"),      QStringLiteral("from"),    QStringLiteral("to")};

QString offeredName(const PromptSlot& slot)
{
    return slot.counted ? slot.name + QStringLiteral(" 2") : slot.name;
}

} // namespace

TextEditor::TextEditor(TextDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_title(new SectionHeader({}, {}, this)),
      m_edit(new SlotEdit(desk.kind(), this))
{
    const bool prompts = desk.kind() == TextKind::Prompt;
    m_edit->setAccessibleName(prompts ? tr("Text of the prompt") : tr("Phrases as JSON"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 0, metrics::padding, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(makeHead());
    column->addWidget(m_edit, 1);
    column->addLayout(makeFoot());
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] { m_desk.type(m_edit->toPlainText()); });
    connect(&desk, &TextDesk::opened, this, &TextEditor::adopt);
    connect(&desk, &TextDesk::textChanged, this, &TextEditor::judge);
    connect(&desk, &TextDesk::savedAs, this, [this] { m_note->clear(); });
    adopt();
    judge();
}

QLayout* TextEditor::makeHead()
{
    m_slots = new QPushButton(tr("Insert slot"), this);
    m_slots->setToolTip(tr("What the text can tell of a plan; or type { for the list"));
    m_slotMenu = new QMenu(m_slots);
    m_slots->setMenu(m_slotMenu);
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(m_title, 1);
    head->addWidget(m_slots);
    return head;
}

QLayout* TextEditor::makeFoot()
{
    m_fault = new QPushButton(this);
    m_fault->setFlat(true);
    m_fault->setIcon(themeIcon(QStringLiteral("warning")));
    m_fault->setToolTip(tr("Go to the line"));
    m_fault->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(m_fault, &QPushButton::clicked, this, [this] {
        if (m_desk.fault())
            m_edit->goToLine(m_desk.fault()->line);
    });
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("Name to save under"));
    m_name->setToolTip(tr("The text becomes the next version of this name; another name makes a copy"));
    m_note = new QLineEdit(this);
    m_note->setPlaceholderText(tr("What is new in this version"));
    m_note->setAccessibleName(tr("Note on this version"));
    m_save = new QPushButton(tr("Save version"), this);
    m_save->setToolTip(tr("Keep this text as the next version of the name (Ctrl+S)"));
    makePrimary(m_save);
    m_revert = new QPushButton(tr("Revert"), this);
    m_revert->setToolTip(tr("Back to the version in hand"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_name, 2);
    row->addWidget(m_note, 3);
    row->addWidget(m_revert);
    row->addWidget(m_save);
    auto* foot = new QVBoxLayout;
    foot->setSpacing(metrics::gap);
    foot->addWidget(m_fault);
    foot->addLayout(row);
    connect(m_save, &QPushButton::clicked, this, &TextEditor::save);
    connect(m_name, &QLineEdit::returnPressed, this, &TextEditor::save);
    connect(m_note, &QLineEdit::returnPressed, this, &TextEditor::save);
    connect(m_name, &QLineEdit::textChanged, this, &TextEditor::judge);
    connect(m_revert, &QPushButton::clicked, &m_desk, &TextDesk::revert);
    return foot;
}

void TextEditor::adopt()
{
    const QSignalBlocker blocker(m_edit); // colouring anew tells of a changed text, too
    if (m_edit->toPlainText() != m_desk.text())
        m_edit->setPlainText(m_desk.text());
    m_name->setText(m_desk.inHand().name);
}

void TextEditor::judge()
{
    const TextVersion& version = m_desk.inHand();
    const auto& fault = m_desk.fault();
    m_title->setTitle(version.version == 0 ? QString() : version.label());
    m_title->setRemark(m_desk.isChanged()    ? tr("edited, not saved")
                       : version.isShipped() ? tr("ships with Antiphon")
                                             : version.note);
    m_fault->setVisible(fault.has_value());
    m_fault->setText(!fault            ? QString()
                     : fault->line > 0 ? tr("Line %1: %2").arg(QString::number(fault->line), fault->detail)
                                       : fault->detail);
    m_fault->setAccessibleName(m_fault->text());
    m_edit->markLine(fault ? fault->line : 0);
    const bool copies = m_name->text().trimmed() != version.name;
    m_save->setEnabled(!fault && !m_name->text().trimmed().isEmpty() && (m_desk.isChanged() || copies));
    m_revert->setEnabled(m_desk.isChanged());
    offerSlots();
}

// Which slots there are depends on the header lines of a prompt.
void TextEditor::offerSlots()
{
    QStringList names;
    QStringList titles;
    if (m_desk.kind() == TextKind::Phrases) {
        names = titles = phraseSlots;
    } else {
        const bool turns = m_desk.text().contains(QLatin1String("\n# form turns\n"));
        const bool labels = !m_desk.text().contains(QLatin1String("\n# intents no\n"));
        QList<PromptSlot> known =
            promptSlots(turns ? PromptForm::Turns : PromptForm::Whole, PromptPart::User, labels);
        known << promptSlots(PromptForm::Whole, PromptPart::Repair, labels).constFirst();
        for (const PromptSlot& slot : std::as_const(known)) {
            names << offeredName(slot);
            titles << tr("{%1}   %2").arg(offeredName(slot), slot.meaning);
        }
    }
    m_edit->setSlots(names);
    if (m_slotMenu->actions().size() == titles.size() && !titles.isEmpty() &&
        m_slotMenu->actions().constFirst()->text() == titles.first())
        return;
    m_slotMenu->clear();
    for (qsizetype i = 0; i < names.size(); ++i)
        m_slotMenu->addAction(titles.at(i), m_edit, [this, name = names.at(i)] { m_edit->insertSlot(name); });
}

void TextEditor::save()
{
    if (m_save->isEnabled())
        m_desk.save(m_name->text(), m_note->text());
}

} // namespace antiphon
