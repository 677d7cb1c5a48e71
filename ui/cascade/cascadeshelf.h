// The named cascades: save the one in hand, open, rename, compare and take away.
#pragma once

#include "core/cascade/cascadestore.h"

#include <QFrame>

class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace antiphon {

// Enter in the field saves. In the list Enter opens, Shift+Enter compares, F2 renames, Delete takes away.
class CascadeShelf : public QFrame
{
    Q_OBJECT
public:
    explicit CascadeShelf(QWidget* parent);
    void setCascades(const QList<Cascade>& cascades);
    const QList<Cascade>& cascades() const { return m_cascades; }
    // `inHand`: the sentence of what would be saved.
    void open(const QString& inHand, const QPoint& globalPlace);
    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }

Q_SIGNALS:
    void saveRequested(const QString& name);
    void opened(const antiphon::Cascade& cascade);
    void compareRequested(const antiphon::Cascade& cascade);
    void renameRequested(antiphon::CascadeId cascade, const QString& name);
    void removeRequested(const antiphon::Cascade& cascade);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<Cascade> current() const;
    void save();
    void rename(QListWidgetItem* item);
    void showSaving();
    bool listKey(int key, bool isShifted);
    QList<Cascade> m_cascades;
    QLineEdit* m_field;
    QPushButton* m_save;
    QListWidget* m_list;
};

} // namespace antiphon
