// Constant comparison: the turn in hand above the earlier turns with its code, most different first.
#pragma once

#include "core/coding/comparisonstore.h"
#include "ui/widgets/panels.h"

class QLineEdit;

namespace antiphon {

class IncidentCard;

// With the focus: F, S, P, N give the verdict on the chosen incident and choose the next one, Up and Down
// choose, Enter goes to it, Escape leaves. Two incidents are in sight at a time.
class ComparePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePanel(QWidget* parent = nullptr);
    void showCode(const std::optional<Code>& code); // hides without one; what was shown goes with its code
    void showAnswer(const CompareAnswer& answer);
    void showNothing(); // to be compared: no turn, or it cannot have the code

    // The incident that a verdict would be about; nothing where there is none.
    std::optional<Incident> chosen() const;
    void choose(int row); // stays at the ends
    void chooseNext() { choose(m_chosen + 1); }
    void give(ComparisonVerdict verdict); // on the chosen one, with what the note holds
    // A next step below the verdicts: after a split or a new property. The second asks for a text in a field.
    void offer(const QString& sentence, const QString& act);
    void offerToWrite(const QString& sentence, const QString& act, const QString& belongs,
                      const QString& text);
    void withdrawOffer();

Q_SIGNALS:
    void verdictGiven(const antiphon::Incident& inHand, const antiphon::Incident& against,
                      antiphon::ComparisonVerdict verdict, const QString& note);
    void goTo(const antiphon::TurnPlace& place);
    void offerTaken(const QString& text); // of the field; empty without one
    void listRequested();                 // all verdicts
    void left();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeVerdicts();
    void clearCards();
    void fillCards();
    void showCounts();

    CodeId m_code;
    CompareAnswer m_answer;
    int m_chosen = 0;
    SectionHeader* m_title;
    TextLabel* m_none;
    QVBoxLayout* m_cards;
    ElidedLabel* m_place;
    QWidget* m_verdicts;
    QLineEdit* m_note;
    QWidget* m_offer;
    TextLabel* m_offerText;
    QLineEdit* m_offerField;
    QPushButton* m_offerAct;
    TextLabel* m_counts;
    QPushButton* m_list;
};

} // namespace antiphon
