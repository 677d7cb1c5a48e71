// What lies before the coder: the codebook, one dialogue, her codings of it. Asks and edits through the
// session; the widgets around it only show.
#pragma once

#include "core/coding/codingstore.h"
#include "core/coding/memo.h"
#include "core/corpus/dialogue.h"
#include "ui/coding/dialoguecodings.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/dialoguedocument.h"

#include <QTimer>

namespace antiphon {

class CodeTreeDesk;
class MemoDesk;

class CodingDesk : public QObject
{
    Q_OBJECT
public:
    explicit CodingDesk(WorkspaceContext context, QObject* parent = nullptr);

    // Reads everything anew; called by itself when the project changes.
    void refresh();

    bool isLoaded() const { return m_loaded; } // the first answer has come
    const QList<Code>& codes() const { return m_codes; }
    const Code* codeById(CodeId id) const;
    qint64 codingCount(CodeId code) const { return m_counts.value(code); }
    const QStringList& coders() const { return m_coders; }
    const QString& coder() const { return m_coder; }
    CoderId coderId() const { return m_coderId; } // null before her first coding
    const QList<Source>& sources() const { return m_sources; }
    SourceId source() const { return m_source; }

    const Dialogue& dialogue() const { return m_dialogue; } // null id: none
    int dialogueNumber() const { return m_index + 1; }      // from 1; 0: none
    int dialogueCount() const { return static_cast<int>(m_order.size()); }
    DialogueDocument document() const;
    TurnPlace placeOf(int turn) const;
    QList<Role> roles() const;                   // of the turns
    QList<Code> codesOn(int turn) const;         // on the whole turn, in the order they were given
    QList<Coding> codingsAround(int turn) const; // on it, its words, its exchange and the dialogue
    bool isCoded(int turn) const;                // it, or words of it
    int codedTurns() const;
    int memoCount(int turn) const;

    // Her codings of the dialogue, and the acts on them: each shows at once and is on disk soon after.
    DialogueCodings& codings() { return *m_codings; }
    const DialogueCodings& codings() const { return *m_codings; }
    // Puts the code on the target, or takes it off. A coding of more or less than a turn becomes the current
    // one.
    void toggle(const CodingTarget& target, int turn, const Code& code);
    // The coding that acts are about; a null id: none.
    CodingId currentCoding() const { return m_current; }
    void setCurrentCoding(CodingId coding);
    // Knows a code that is on its way to the file, until the codebook is read again.
    void foresee(const Code& code);
    // Marks what a search found in the dialogue.
    void setHits(const QHash<TurnId, QList<TextSpan>>& hits);

    void chooseCoder(const QString& name);
    void chooseSource(SourceId source);
    void showDialogue(int index); // from 0; stays at the ends
    void showDialogue(DialogueId id, int turn = 0);
    void goToUncoded(int fromTurn, Direction direction);
    void goToCode(const Code& code, int fromTurn, Direction direction);

    // Edits of the codebook; what fails is told by the session.
    void addStartingCodes();
    void correctText(int turn, const QString& text);

    CodeTreeDesk& tree() const { return *m_tree; } // acts on the codebook, and the code in hand
    MemoDesk& memos() const { return *m_memoDesk; }
    const WorkspaceContext& context() const { return m_context; }

Q_SIGNALS:
    void codebookChanged(); // codes or counts
    void codersChanged();
    void sourcesChanged();
    void dialogueShown(int turn);       // another dialogue; `turn` should be current
    void codingsChanged();              // of the dialogue shown, or its memos
    void said(const QString& sentence); // there is nothing to go to

private:
    struct Overview;
    struct Opened;

    void adopt(const Overview& overview);
    void readCounts();
    void readOrder();
    void readDialogueAt(DialogueId id, std::optional<int> turn); // no turn: the current one stays
    void refreshCodings();
    void adopt(const Opened& opened);
    void setCodes(const QList<Code>& codes);
    // Goes to the turn that the question finds, or says that there is none.
    void goToFound(std::function<Result<std::optional<TurnPlace>>(const Connection&)> question,
                   const QString& nothing);

    WorkspaceContext m_context;
    CodeTreeDesk* m_tree = nullptr;
    MemoDesk* m_memoDesk;
    bool m_loaded = false;
    QList<Code> m_codes;
    QHash<CodeId, qsizetype> m_codePlaces;
    QHash<CodeId, qint64> m_counts;
    QStringList m_coders;
    QString m_coder;
    CoderId m_coderId;
    QList<Source> m_sources;
    SourceId m_source;
    qint64 m_orderPublished = -1; // of m_source when m_order was read
    SourceId m_orderSource;
    QList<DialogueId> m_order;
    int m_index = -1;
    DialogueId m_wanted; // to be shown when the order is known
    int m_wantedTurn = 0;
    Dialogue m_dialogue;
    QHash<QString, SourceTrack> m_tracks;
    DialogueCodings* m_codings;
    CodingId m_current;
    QHash<TurnId, QList<TextSpan>> m_hits;
    qint64 m_corrections = 0; // see correctionStamp()
    QHash<TurnId, int> m_memos;
    QTimer m_countTimer;
};

} // namespace antiphon
