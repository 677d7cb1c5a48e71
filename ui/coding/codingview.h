// The coding station: codebook, dialogue, the code in hand; and the pages beside them.
#pragma once

#include "core/coding/proposition.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/codingpage.h"

#include <QPointer>

class QComboBox;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace antiphon {

class CodeEditor;
class CodeFinder;
class CodebookPane;
class DialogueFind;
class RecentCodes;
class TargetDesk;
class TextCorrector;
class CodePanel;
class CoderBar;
class ComparisonDesk;
class DialogueView;
class EmptyView;
class KeyLine;
class MemoPanel;
class MergePanel;
class PropositionFinder;
class SectionHeader;
class SuggestionDesk;
class TabStrip;

// Its acts and their keys are codingCommands(); the key of a code puts it on the selected words or on the
// current turn, or takes it off.
class CodingView : public QWidget
{
    Q_OBJECT
public:
    CodingView(const WorkspaceContext& context, QWidget* parent);

    CodingDesk& desk() { return *m_desk; }
    CodebookPane& codebook() { return *m_codebook; }
    ComparisonDesk& comparison() { return *m_comparison; }
    CoderBar& coders() { return *m_coders; }
    SuggestionDesk& suggestions() { return *m_suggestions; }
    TargetDesk& targets() { return *m_targets; }
    DialogueFind& find() { return *m_find; }
    void setPage(const QString& id); // "code" or a page of codingPages()
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);
    void
    navigate(const QString& target); // a page's id, "dialogue/<id>" or "dialogue/<id>/turn/<number from 1>"

    // Whether keys may code: the dialogue is in sight and no form is open.
    bool isCoding() const;

    void findCode();
    void repeatLast();
    void takeOffLast();
    void writeMemo();
    void writeMemoOn(MemoTarget target);
    void linkTurnToMemo();
    void takeEvidence(Stance stance); // the turn or the selected words, for a proposition or against
    void editCode();
    void newCode();
    void goToNextUncoded() { goToUncoded(Direction::Forward); }
    void goToUncoded(Direction direction);
    void goToCodeInHand(Direction direction);
    void useRecent(int place); // from 0
    void correctText();
    void goToNextDialogue();
    void goToPreviousDialogue();
    void finishDialogue();
    void openTracks();
    void foldTracks();
    void goToNextPane();
    void filterCodes();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeTopBar();
    QWidget* makeCodePage();
    QWidget* makeCodebookPane();
    QWidget* makeDialoguePane();
    QWidget* makeCodePane();
    void connectDesk();
    void connectPanels();

    void showCodebook();
    void showChoices();
    void showDialogue(int turn);
    void showCodings();
    DialogueDocument document();
    void showTurn();
    void showCodeInHand();
    void showPage();
    QWidget* madePage(const CodingPage& page);
    void updateHints();
    void say(const QString& sentence); // beside the dialogue's title, until the next act
    bool runCommand(const QKeySequence& pressed);
    QKeySequence keysOf(const Command& command) const;
    bool codeWithKey(const QString& key);
    void apply(const Code& code); // where the aim of the target desk says
    void showGiven(const Code& code);
    void openEditor(const Code& code);
    void openMerge(const QList<CodeId>& codes);
    void showInSide(QWidget* form); // the code in hand, or a form in its place
    void closeEditor();
    void saveCode(const Code& code);
    int turn() const;
    CodeId inHand() const;

    CodingDesk* m_desk;
    CodeId m_last;
    CoderBar* m_coders = nullptr;
    QComboBox* m_source = nullptr;
    TabStrip* m_tabs = nullptr;
    QStackedWidget* m_pages = nullptr;
    EmptyView* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    CodebookPane* m_codebook = nullptr;
    SectionHeader* m_dialogueTitle = nullptr;
    DialogueView* m_dialogue = nullptr;
    DialogueFind* m_find = nullptr;
    TargetDesk* m_targets = nullptr;
    RecentCodes* m_recent = nullptr;
    TextCorrector* m_corrector = nullptr;
    CodeFinder* m_finder = nullptr;
    PropositionFinder* m_propositions = nullptr;
    KeyLine* m_keys = nullptr;
    QScrollArea* m_side = nullptr;
    QStackedWidget* m_sideStack = nullptr;
    CodePanel* m_codePanel = nullptr;
    ComparisonDesk* m_comparison = nullptr;
    SuggestionDesk* m_suggestions;
    CodeEditor* m_editor = nullptr;
    MergePanel* m_merge = nullptr;
    MemoPanel* m_memos = nullptr;
    QList<CodingPage> m_others = codingPages();
    QHash<QString, QWidget*> m_madePages;
};

} // namespace antiphon
