// What lies before the coder: the codebook, one dialogue, her codings of it. Asks and edits through the
// session; the widgets around it only show.
#pragma once

#include "core/coding/codingstore.h"
#include "core/coding/memo.h"
#include "core/corpus/dialogue.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/dialoguedocument.h"

#include <QTimer>

namespace antiphon {

class CodeTreeDesk;

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
    QList<Code> codesOn(int turn) const; // in the order they were given
    int codedTurns() const;
    int memoCount(int turn) const;

    // Each shows at once and is on disk soon after; a failure takes it back and is told by the session.
    void toggle(int turn, const Code& code);
    void removeLast(int turn);

    void chooseCoder(const QString& name);
    void chooseSource(SourceId source);
    void showDialogue(int index); // from 0; stays at the ends
    void showDialogue(DialogueId id, int turn = 0);
    void goToNextUncoded(int fromTurn);

    // Edits of the codebook and of memos; what fails is told by the session.
    void addStartingCodes();
    void saveMemo(int turn, MemoId memo, const QString& text); // a null memo: a new one
    void deleteMemo(MemoId memo);

    // The coder's memos on a turn. The answer comes later, the newest question alone is answered.
    void readMemos(int turn, std::function<void(const QList<Memo>&)> answer);

    CodeTreeDesk& tree() const { return *m_tree; } // acts on the codebook, and the code in hand
    const WorkspaceContext& context() const { return m_context; }

Q_SIGNALS:
    void codebookChanged(); // codes or counts
    void codersChanged();
    void sourcesChanged();
    void dialogueShown(int turn); // another dialogue; `turn` should be current
    void codingsChanged();        // of the dialogue shown, or its memos
    void allCoded();              // no turn is left to go to

private:
    struct Shown
    {
        TurnId turn;
        CodeId code;
        bool operator==(const Shown&) const = default;
    };
    struct Pending
    {
        int number = 0;
        DialogueId dialogue;
        Shown coding;
        bool adds = true;
    };
    struct Overview;
    struct Opened;

    void adopt(const Overview& overview);
    void readCounts();
    void readOrder();
    void readDialogueAt(DialogueId id, int turn);
    void refreshCodings();
    void adopt(const Opened& opened);
    QList<Shown> shown() const;
    static void apply(QList<Shown>& codings, const Pending& change);
    void change(int turn, const Code& code, bool adds);

    WorkspaceContext m_context;
    CodeTreeDesk* m_tree = nullptr;
    bool m_loaded = false;
    QList<Code> m_codes;
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
    QList<Shown> m_stored;
    QList<Pending> m_pending;
    QHash<TurnId, int> m_memos;
    int m_lastChange = 0;
    QTimer m_countTimer;
};

} // namespace antiphon
