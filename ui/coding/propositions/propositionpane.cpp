#include "ui/coding/propositions/propositionpane.h"

#include "ui/coding/codingdesk.h"
#include "ui/coding/memodesk.h"
#include "ui/coding/relationfinder.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int textHeight = 72;
enum Column { StanceColumn, WordsColumn, PlaceColumn, AnswerColumn, CoderColumn };

QString answerText(const PropositionEvidence& evidence)
{
    if (evidence.stance == Stance::For)
        return {};
    return evidence.isOpen() ? PropositionPane::tr("open") : evidence.answer;
}

} // namespace

PropositionPane::PropositionPane(PropositionDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    m_text = new QPlainTextEdit(this);
    m_text->setFixedHeight(textHeight);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text of the proposition"));
    m_text->setToolTip(tr("Kept when you leave it, or with Ctrl+Enter"));
    makeTable();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(makeHead());
    column->addWidget(m_text);
    column->addWidget(makeCodes());
    column->addSpacing(metrics::gap);
    column->addWidget(m_table, 1);
    column->addWidget(makeFields());
    connectParts();
    showFields();
}

QWidget* PropositionPane::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    m_head = new SectionHeader(tr("Proposition"), {}, head);
    m_state = new QComboBox(head);
    for (const PropositionState state : allPropositionStates)
        m_state->addItem(propositionStateTitle(state), static_cast<int>(state));
    m_state->setAccessibleName(tr("What became of the proposition"));
    m_state->setToolTip(tr("What became of it: a proposition that is dropped has no open cases"));
    row->addWidget(m_head, 1);
    row->addWidget(m_state);
    return head;
}

QWidget* PropositionPane::makeCodes()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    m_codes = new ChipBar(line);
    m_codes->setAccessibleName(tr("Codes that it is about"));
    auto* add = new QPushButton(tr("About a code"), line);
    add->setToolTip(tr("Name a code that the proposition is about, or take it out"));
    row->addWidget(add);
    row->addWidget(m_codes, 1, Qt::AlignVCenter);
    connect(add, &QPushButton::clicked, this, &PropositionPane::findCode);
    return line;
}

void PropositionPane::findCode()
{
    if (!m_finder) {
        m_finder = new RelationFinder(this);
        connect(m_finder, &RelationFinder::codeFound, this, &PropositionPane::toggleCode);
        connect(m_finder, &RelationFinder::closed, this, [this] { m_table->table()->setFocus(); });
    }
    m_finder->openForCode(m_desk.desk().codes(), tr("About which code?"),
                          QPoint(0, m_codes->parentWidget()->geometry().bottom() + metrics::unit));
}

void PropositionPane::makeTable()
{
    m_table =
        new TablePane(m_desk.context(),
                      {tr("Evidence"), tr("Filter evidence"),
                       tr("Nothing speaks for it or against it yet. Press F or A to take the turn in hand, "
                          "or find the commands beside the dialogue."),
                       QStringLiteral("evidence.csv")},
                      {{tr("Side")}, {tr("Words")}, {tr("Place")}, {tr("Dealt with")}, {tr("Coder")}},
                      WordsColumn, TextTableModel::Boxes::None, this);
    m_table->setObjectName(QStringLiteral("evidence"));
    QHeaderView* header = m_table->table()->horizontalHeader();
    header->resizeSection(StanceColumn, 70);
    header->resizeSection(PlaceColumn, 150);
    header->resizeSection(AnswerColumn, 150);
    header->resizeSection(CoderColumn, 80);
    auto* inFavour = new QPushButton(tr("For"), m_table);
    inFavour->setToolTip(tr("Take the turn in hand as evidence for it (F)"));
    auto* against = new QPushButton(tr("Against"), m_table);
    against->setToolTip(tr("Take the turn in hand as evidence against it (A)"));
    m_table->bar()->addWidget(inFavour);
    m_table->bar()->addWidget(against);
    m_table->setExport([this] { return propositionsCsv({PropositionSheet{m_listed, m_evidence}}); });
    connect(inFavour, &QPushButton::clicked, this, [this] { takeTurn(Stance::For); });
    connect(against, &QPushButton::clicked, this, [this] { takeTurn(Stance::Against); });
}

QWidget* PropositionPane::makeFields()
{
    auto* fields = new QWidget(this);
    auto* row = new QHBoxLayout(fields);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    m_note = new QLineEdit(fields);
    m_note->setPlaceholderText(tr("Note on the evidence"));
    m_note->setAccessibleName(tr("Note on the evidence"));
    m_note->setToolTip(tr("Why it speaks for the proposition or against it"));
    m_answer = new QLineEdit(fields);
    m_answer->setPlaceholderText(tr("How the negative case was dealt with"));
    m_answer->setAccessibleName(tr("How the negative case was dealt with"));
    m_answer->setToolTip(tr("A case with an answer is not open any more (W)"));
    row->addWidget(m_note, 1);
    row->addWidget(m_answer, 1);
    return fields;
}

void PropositionPane::connectParts()
{
    m_text->installEventFilter(this);
    m_table->table()->installEventFilter(this);
    for (QLineEdit* field : {m_note, m_answer}) {
        field->setTextMargins(metrics::unit, 0, metrics::unit, 0);
        connect(field, &QLineEdit::editingFinished, this, &PropositionPane::keepFields);
        connect(field, &QLineEdit::returnPressed, m_table->table(), [this] { m_table->table()->setFocus(); });
    }
    connect(m_state, &QComboBox::activated, this, &PropositionPane::setState);
    connect(m_codes, &ChipBar::closeRequested, this,
            [this](int chip) { toggleCode(m_listed.proposition.codes.value(chip)); });
    connect(m_table, &TablePane::activated, this,
            [this](int row) { m_desk.desk().memos().goTo(m_evidence[row].place); });
    connect(m_table->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PropositionPane::showFields);
}

void PropositionPane::show(const ListedProposition* listed, const QList<ListedEvidence>& evidence)
{
    const bool isOther = !listed || listed->proposition.id != m_listed.proposition.id;
    if (isOther)
        keepText();
    const bool isWritten = !isOther && m_text->toPlainText() != m_listed.proposition.text;
    m_listed = listed ? *listed : ListedProposition{};
    if (!isWritten && m_text->toPlainText() != m_listed.proposition.text)
        m_text->setPlainText(m_listed.proposition.text);
    showHead();
    if (isOther || evidence != m_evidence || !m_toAnswer.isNull()) {
        m_evidence = evidence;
        showEvidence();
    }
    if (!m_toAnswer.isNull() && current() && current()->evidence.id == m_toAnswer) {
        m_toAnswer = {};
        m_answer->setFocus();
    }
}

void PropositionPane::showHead()
{
    const QString counts = evidenceCountsText(m_listed.counts);
    m_head->setRemark(m_listed.coder.isEmpty() ? QString() : tr("%1; by %2").arg(counts, m_listed.coder));
    const QSignalBlocker quiet(m_state);
    m_state->setCurrentIndex(m_state->findData(static_cast<int>(m_listed.proposition.state)));
    QList<DialogueChip> chips;
    for (int i = 0; i < m_listed.codes.size(); ++i) {
        const Code* code = m_desk.desk().codeById(m_listed.proposition.codes[i]);
        DialogueChip chip;
        chip.text = m_listed.codes[i];
        chip.colour = code ? code->colour : -1;
        chip.toolTip = tr("Delete takes %1 out").arg(chip.text);
        chips << chip;
    }
    m_codes->setChips(chips, ChipClose::Button);
}

void PropositionPane::showEvidence()
{
    QList<QList<TextCell>> rows;
    int chosen = m_table->currentRow();
    for (const ListedEvidence& each : std::as_const(m_evidence)) {
        if (each.evidence.id == m_toAnswer)
            chosen = static_cast<int>(rows.size());
        const QString place = memoPlaceText(each.place);
        const QString words = each.words.simplified();
        const QString note = each.evidence.note;
        rows << QList<TextCell>{
            {stanceTitle(each.evidence.stance)},
            {words, {}, note.isEmpty() ? each.words : tr("%1\n\nNote: %2").arg(each.words, note)},
            {place, {}, place},
            {answerText(each.evidence), {}, each.evidence.answer},
            {each.coder}};
    }
    const int last = static_cast<int>(rows.size()) - 1;
    m_table->setRows(std::move(rows));
    m_table->setCurrentRow(std::clamp(chosen, std::min(0, last), last));
    showFields();
}

const ListedEvidence* PropositionPane::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && row < m_evidence.size() ? &m_evidence[row] : nullptr;
}

void PropositionPane::showFields()
{
    const ListedEvidence* each = current();
    m_note->setEnabled(each != nullptr);
    m_answer->setEnabled(each && each->evidence.stance == Stance::Against);
    m_note->setText(each ? each->evidence.note : QString());
    m_answer->setText(each ? each->evidence.answer : QString());
    m_note->setProperty("evidence", each ? each->evidence.id.toText() : QString());
}

void PropositionPane::keepText()
{
    const QString text = m_text->toPlainText().trimmed();
    if (text.isEmpty()) // a proposition says something
        m_text->setPlainText(m_listed.proposition.text);
    if (m_listed.proposition.id.isNull() || text.isEmpty() || text == m_listed.proposition.text)
        return;
    m_listed.proposition.text = text;
    m_desk.change(m_listed.proposition.id, tr("Reword the proposition “%1”").arg(propositionHeading(text)),
                  [text](Proposition& changed) { changed.text = text; });
}

// What the fields say belongs to the evidence they were filled for.
void PropositionPane::keepFields()
{
    const auto id = EvidenceId::fromText(m_note->property("evidence").toString());
    for (ListedEvidence& each : m_evidence) {
        if (!id || each.evidence.id != *id)
            continue;
        PropositionEvidence changed = each.evidence;
        changed.note = m_note->text().trimmed();
        if (changed.stance == Stance::Against)
            changed.answer = m_answer->text().trimmed();
        if (changed == each.evidence)
            return;
        const bool isAnswer = changed.answer != each.evidence.answer;
        each.evidence = changed;
        const QString place = memoPlaceText(each.place);
        m_desk.changeEvidence(changed, isAnswer ? tr("Answer the negative case %1").arg(place)
                                                : tr("Note on the evidence %1").arg(place));
        return;
    }
}

void PropositionPane::setState()
{
    const PropositionState state = allPropositionStates[m_state->currentIndex()];
    const Proposition& proposition = m_listed.proposition;
    if (state != proposition.state)
        m_desk.change(proposition.id,
                      tr("Mark the proposition “%1” as %2")
                          .arg(propositionHeading(proposition.text), m_state->currentText().toLower()),
                      [state](Proposition& changed) { changed.state = state; });
}

void PropositionPane::toggleCode(CodeId code)
{
    const Proposition& proposition = m_listed.proposition;
    if (code.isNull() || proposition.id.isNull())
        return;
    const QString heading = propositionHeading(proposition.text);
    m_desk.change(proposition.id,
                  proposition.codes.contains(code)
                      ? tr("Take a code out of the proposition “%1”").arg(heading)
                      : tr("Name a code in the proposition “%1”").arg(heading),
                  [code](Proposition& changed) {
                      if (changed.codes.removeAll(code) == 0)
                          changed.codes << code;
                  });
}

void PropositionPane::takeTurn(Stance stance)
{
    const auto& turn = m_desk.desk().memos().turn();
    if (turn && !m_listed.proposition.id.isNull())
        m_desk.take(m_listed, turn->anchor, stance);
}

void PropositionPane::moveSide()
{
    const ListedEvidence* each = current();
    if (!each)
        return;
    PropositionEvidence changed = each->evidence;
    changed.stance = changed.stance == Stance::For ? Stance::Against : Stance::For;
    m_desk.changeEvidence(changed, evidenceLabel(changed.stance, m_listed.proposition.text));
}

void PropositionPane::focusText()
{
    m_text->setFocus();
    m_text->moveCursor(QTextCursor::End);
}

bool PropositionPane::pressed(int key)
{
    switch (key) {
    case Qt::Key_F:
        takeTurn(Stance::For);
        return true;
    case Qt::Key_A:
        takeTurn(Stance::Against);
        return true;
    case Qt::Key_S:
        moveSide();
        return true;
    case Qt::Key_W:
        if (m_answer->isEnabled())
            m_answer->setFocus();
        return true;
    case Qt::Key_Delete:
        if (const ListedEvidence* each = current())
            m_desk.removeEvidence(*each);
        return true;
    default:
        return false;
    }
}

bool PropositionPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && watched == m_text)
        keepText();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_text && isEnter && key->modifiers() == Qt::ControlModifier) {
        keepText();
        m_table->table()->setFocus();
        return true;
    }
    if (watched == m_text && key->key() == Qt::Key_Escape) {
        m_text->setPlainText(m_listed.proposition.text);
        m_table->table()->setFocus();
        return true;
    }
    if (watched == m_table->table() && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier &&
        pressed(key->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
