// What two copies of the project changed each in a way of its own: a person decides.
#pragma once

#include "core/coding/coding.h"
#include "core/merge/mergeconflict.h"

#include <QWidget>

class QPushButton;

namespace antiphon {

class CodingDesk;
class TablePane;
class TextLabel;

// M keeps mine, T takes theirs (one undo step each); the next conflict is then in hand. Enter or a double
// click shows the thing, where it has a place in the window.
class ConflictPage : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictPage(CodingDesk& desk, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override; // M and T mean sides here, not acts of the station
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeCard();
    void read();
    void show(const QList<MergeConflict>& conflicts);
    void showInHand();
    const MergeConflict* inHand() const;
    void choose(MergeChoice choice);
    void goTo(const MergeConflict& conflict);
    void goToCoding(CodingId coding);

    CodingDesk& m_desk;
    QList<MergeConflict> m_conflicts;
    TablePane* m_list;
    QWidget* m_card = nullptr;
    TextLabel* m_subject = nullptr;
    TextLabel* m_mine = nullptr;
    TextLabel* m_theirsTitle = nullptr;
    TextLabel* m_theirs = nullptr;
    QPushButton* m_keep = nullptr;
    QPushButton* m_take = nullptr;
};

} // namespace antiphon
