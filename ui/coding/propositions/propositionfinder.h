// Evidence in a few keys: letters and Enter for the proposition that the turn speaks for or against.
#pragma once

#include "ui/coding/propositions/propositiondesk.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace antiphon {

class TextLabel;

// Floats over its parent. Enter takes the line under the bar, Up and Down move it, Escape closes. The last
// line makes a new proposition of what was typed.
class PropositionFinder : public QFrame
{
    Q_OBJECT
public:
    PropositionFinder(CodingDesk& desk, QWidget* parent);
    // Asks which proposition `evidence` speaks for or against, below `near` (of the parent).
    void open(const MemoAnchor& evidence, Stance stance, const QRect& near);

Q_SIGNALS:
    void said(const QString& sentence); // what was done
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find();
    void take(int row);
    void close();
    void place();

    PropositionDesk* m_desk;
    MemoAnchor m_evidence;
    Stance m_stance = Stance::For;
    QRect m_near;
    QList<ListedProposition> m_found;
    TextLabel* m_sentence;
    QLineEdit* m_field;
    QListWidget* m_list;
};

} // namespace antiphon
