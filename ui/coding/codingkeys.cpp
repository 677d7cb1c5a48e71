// The keys of the coding view and what they do.
#include "ui/coding/codebookpane.h"
#include "ui/coding/codeeditor.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codepanel.h"
#include "ui/coding/codetreeview.h"
#include "ui/coding/codingcommands.h"
#include "ui/coding/codingview.h"
#include "ui/coding/memopanel.h"
#include "ui/coding/mergepanel.h"
#include "ui/coding/propositions/propositionfinder.h"
#include "ui/coding/recentcodes.h"
#include "ui/coding/rounds/roundwork.h"
#include "ui/coding/suggestiondesk.h"
#include "ui/coding/targetdesk.h"
#include "ui/coding/textcorrector.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/tabstrip.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QSplitter>

namespace antiphon {

namespace {

// "1–9" where the keys of the codes run on, else the first few.
QString keyRange(const QList<Code>& codes, Role role)
{
    QStringList keys;
    for (const Code& code : codes) {
        const bool own = role == Role::User ? code.facet == Facet::Intent : code.facet == Facet::Action;
        if (own && code.codable && !code.shortcut.isEmpty())
            keys << code.shortcut;
    }
    if (keys.isEmpty())
        return {};
    return keys.size() == 1 ? keys.first() : QStringLiteral("%1–%2").arg(keys.first(), keys.last());
}

} // namespace

void CodingView::keyPressEvent(QKeyEvent* event)
{
    const bool escape = event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier;
    if (runCommand(pressedKeys(*event)) || (isCoding() && codeWithKey(event->text())) ||
        (escape && isCoding() && m_targets->stepBack()))
        event->accept();
    else
        QWidget::keyPressEvent(event);
}

bool CodingView::runCommand(const QKeySequence& pressed)
{
    const auto commands = codingCommands(this);
    for (const Command& command : commands) {
        if (keysOf(command) != pressed || pressed.isEmpty() || (command.isEnabled && !command.isEnabled()))
            continue;
        command.run();
        return true;
    }
    return false;
}

QKeySequence CodingView::keysOf(const Command& command) const
{
    const auto& chosen = m_desk->context().keysOf;
    return chosen ? chosen(QStringLiteral("code/") + command.id, command.shortcut) : command.shortcut;
}

bool CodingView::codeWithKey(const QString& key)
{
    if (turn() < 0 || !isCodeKey(key))
        return false;
    const Role role = m_desk->placeOf(turn()).role;
    const Role other = role == Role::User ? Role::System : Role::User;
    for (const Role whose : {role, other}) {
        if (const auto code = codeOfKey(m_desk->codes(), key, whose)) {
            apply(*code);
            return true;
        }
    }
    return false;
}

void CodingView::apply(const Code& code)
{
    m_targets->give(code);
}

void CodingView::showGiven(const Code& code)
{
    m_last = code.id;
    m_desk->tree().takeInHand(code.id);
    m_recent->note(code.id);
    showTurn();
}

void CodingView::say(const QString& sentence)
{
    m_dialogueTitle->setRemark(sentence);
}

bool CodingView::isCoding() const
{
    return m_splitter->isVisible() && m_editor->isHidden() && m_merge->isHidden();
}

void CodingView::findCode()
{
    if (turn() < 0)
        return;
    QHash<CodeId, qint64> counts;
    for (const Code& code : m_desk->codes())
        counts.insert(code.id, m_desk->codingCount(code.id));
    QRect near = m_dialogue->turnRect(turn());
    near.moveTopLeft(m_dialogue->viewport()->mapTo(m_finder->parentWidget(), near.topLeft()));
    m_finder->open(m_desk->codes(), counts, m_targets->aimRole(), near);
}

void CodingView::repeatLast()
{
    const Code* code = m_desk->codeById(m_last);
    if (!code)
        say(tr("No code was given yet"));
    else
        apply(Code(*code));
}

void CodingView::takeOffLast()
{
    m_targets->takeOff();
    showTurn();
}

void CodingView::writeMemo()
{
    writeMemoOn(MemoTarget::Turn);
}

void CodingView::writeMemoOn(MemoTarget target)
{
    if (turn() < 0)
        return;
    const auto words = m_dialogue->selection();
    m_memos->setSelection(words && words->turn == turn() ? std::optional(words->span) : std::nullopt);
    m_memos->startWriting(target);
    // When the field has found its place.
    QTimer::singleShot(0, m_memos, [this] { m_side->ensureWidgetVisible(m_memos, 0, 0); });
}

void CodingView::linkTurnToMemo()
{
    const auto words = m_dialogue->selection();
    m_memos->setSelection(words && words->turn == turn() ? std::optional(words->span) : std::nullopt);
    if (!m_memos->linkTurn())
        say(tr("Write or open a memo first, then link turns to it"));
}

void CodingView::takeEvidence(Stance stance)
{
    if (turn() < 0)
        return;
    const auto words = m_dialogue->selection();
    MemoAnchor anchor{MemoTarget::Turn, m_desk->placeOf(turn()).turn.bytes(), {}};
    if (words && words->turn == turn() && words->span.end > words->span.begin) {
        anchor.kind = MemoTarget::Span;
        anchor.span = words->span;
    }
    QRect near = m_dialogue->turnRect(turn());
    near.moveTopLeft(m_dialogue->viewport()->mapTo(m_propositions->parentWidget(), near.topLeft()));
    m_propositions->open(anchor, stance, near);
}

void CodingView::goToUncoded(Direction direction)
{
    m_desk->goToUncoded(turn(), direction);
}

void CodingView::goToCodeInHand(Direction direction)
{
    if (const Code* code = m_desk->codeById(inHand()))
        m_desk->goToCode(*code, turn(), direction);
}

void CodingView::useRecent(int place)
{
    if (const Code* code = m_desk->codeById(m_recent->at(place)))
        apply(Code(*code));
    else
        say(tr("No code was given under that number yet"));
}

void CodingView::correctText()
{
    if (turn() < 0)
        return;
    QRect near = m_dialogue->turnRect(turn());
    near.moveTopLeft(m_dialogue->viewport()->mapTo(m_corrector->parentWidget(), near.topLeft()));
    m_corrector->open(turn(), m_desk->dialogue().turns[turn()].text, near);
}

void CodingView::goToNextDialogue()
{
    m_desk->showDialogue(m_desk->dialogueNumber());
}

void CodingView::finishDialogue()
{
    finishAndGoOn(*m_desk);
}

void CodingView::goToPreviousDialogue()
{
    m_desk->showDialogue(m_desk->dialogueNumber() - 2);
}

void CodingView::openTracks()
{
    m_dialogue->setTracksDisplay(turn(), TracksDisplay::Open);
}

void CodingView::foldTracks()
{
    m_dialogue->setTracksDisplay(turn(), TracksDisplay::Folded);
}

void CodingView::goToNextPane()
{
    const QList<QWidget*> panes{m_dialogue, m_codebook->tree(), m_side};
    qsizetype next = 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes[i]->hasFocus() || panes[i]->isAncestorOf(focusWidget()))
            next = (i + 1) % panes.size();
    }
    if (panes[next] == m_side)
        m_memos->isWriting() ? m_memos->setFocus() : m_codePanel->focusFirst();
    else
        panes[next]->setFocus(Qt::ShortcutFocusReason);
}

void CodingView::filterCodes()
{
    m_codebook->filterCodes();
}

void CodingView::editCode()
{
    if (const Code* code = m_desk->codeById(inHand()))
        openEditor(*code);
}

void CodingView::newCode()
{
    Code code;
    if (const Code* near = m_desk->codeById(inHand())) {
        code.facet = near->facet;
        code.parent = near->codable ? near->parent : near->id;
    }
    code.position = -1; // behind its siblings
    code.colour = static_cast<int>(m_desk->codes().size()) % codeColours;
    openEditor(code);
}

void CodingView::openEditor(const Code& code)
{
    setPage(QStringLiteral("code"));
    showInSide(m_editor);
    m_editor->open(code, m_desk->tree().codebook(), m_desk->codingCount(code.id));
}

void CodingView::openMerge(const QList<CodeId>& codes)
{
    setPage(QStringLiteral("code"));
    showInSide(m_merge);
    m_merge->open(codes);
}

void CodingView::showInSide(QWidget* form)
{
    for (QWidget* each : {static_cast<QWidget*>(m_codePanel), static_cast<QWidget*>(m_editor),
                          static_cast<QWidget*>(m_merge)})
        each->setVisible(each == form);
    m_side->ensureVisible(0, 0);
}

void CodingView::closeEditor()
{
    showInSide(m_codePanel);
    m_dialogue->setFocus();
}

void CodingView::saveCode(const Code& code)
{
    closeEditor();
    m_desk->tree().takeInHand(m_desk->tree().save(code));
}

void CodingView::updateHints()
{
    QList<KeyHint> hints;
    if (turn() < 0) {
        m_keys->setHints(hints);
        return;
    }
    QHash<QString, QString> keys;
    const auto commands = codingCommands(this);
    for (const Command& command : commands)
        keys.insert(command.id, keyText(keysOf(command)));
    const auto hint = [&](const char* id, const QString& text) {
        if (const QString key = keys.value(QLatin1String(id)); !key.isEmpty())
            hints << KeyHint{key, text};
    };
    const Role role = m_desk->placeOf(turn()).role;
    if (const QString range = keyRange(m_desk->codes(), role); !range.isEmpty())
        hints << KeyHint{range, role == Role::User ? tr("intent") : tr("action")};
    if (!m_suggestions->ghostsOn(turn()).isEmpty())
        hint("accept-suggestion", tr("accept"));
    hint("find-code", tr("find code"));
    if (const Code* last = m_desk->codeById(m_last); last && mayCode(last->facet, role))
        hint("repeat-code", last->name);
    if (m_targets->coding())
        hint("take-off", m_desk->currentCoding().isNull() ? tr("take last off") : tr("take off"));
    if (m_dialogue->selection())
        hint("code-in-vivo", tr("in vivo"));
    hint("memo", tr("memo"));
    hint("next-uncoded", tr("next uncoded"));
    hint("next-dialogue", tr("next dialogue"));
    m_keys->setHints(hints);
}

QJsonObject CodingView::saveState() const
{
    QJsonArray sizes;
    for (const int size : m_splitter->sizes())
        sizes << size;
    return {{QStringLiteral("page"),
             m_tabs->currentIndex() > 0 ? m_others[m_tabs->currentIndex() - 1].id : QString()},
            {QStringLiteral("dialogue"), m_desk->dialogue().id.toText()},
            {QStringLiteral("turn"), std::max(0, turn())},
            {QStringLiteral("codebook"), m_codebook->saveState()},
            {QStringLiteral("recent"), QJsonArray::fromStringList(m_recent->save())},
            {QStringLiteral("panes"), sizes}};
}

void CodingView::restoreState(const QJsonObject& state)
{
    setPage(state[QLatin1String("page")].toString());
    m_codebook->restoreState(state[QLatin1String("codebook")].toObject());
    QList<int> sizes;
    const auto savedSizes = state[QLatin1String("panes")].toArray();
    for (const QJsonValue& size : savedSizes)
        sizes << size.toInt();
    if (sizes.size() == m_splitter->count() && !sizes.contains(0))
        m_splitter->setSizes(sizes);
    m_recent->restore(state[QLatin1String("recent")].toVariant().toStringList());
    const auto dialogue = DialogueId::fromText(state[QLatin1String("dialogue")].toString());
    if (dialogue && !dialogue->isNull())
        m_desk->showDialogue(*dialogue, state[QLatin1String("turn")].toInt());
}

void CodingView::navigate(const QString& target)
{
    const QStringList parts = target.split(u'/');
    for (const CodingPage& page : m_others) {
        if (parts.value(0) != page.id)
            continue;
        setPage(page.id);
        if (page.navigate && parts.size() > 1)
            page.navigate(madePage(page), target.mid(page.id.size() + 1));
        return;
    }
    if (const auto code = CodeId::fromText(parts.value(1)); parts.value(0) == QLatin1String("code") && code) {
        setPage(QStringLiteral("code"));
        m_desk->tree().takeInHand(*code);
        return;
    }
    const auto dialogue = DialogueId::fromText(parts.value(1));
    if (parts.value(0) != QLatin1String("dialogue") || !dialogue)
        return;
    setPage(QStringLiteral("code"));
    m_desk->showDialogue(*dialogue, std::max(0, parts.value(3, QStringLiteral("1")).toInt() - 1));
}

} // namespace antiphon
