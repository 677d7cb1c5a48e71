// Chooses labels that stand together on a turn: a box for each that the taxonomy has.
#pragma once

#include <QFrame>
#include <QStringList>

class QCheckBox;
class QPushButton;

namespace antiphon {

class LabelPicker : public QFrame
{
    Q_OBJECT
public:
    // `always` is ticked and stays so; empty: none.
    LabelPicker(const QStringList& labels, const QString& always, QWidget* parent);
    void openAt(const QPoint& globalPlace); // its lower left corner

Q_SIGNALS:
    void chosen(const QStringList& labels);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList ticked() const;
    void finish();
    QList<QCheckBox*> m_boxes;
    QPushButton* m_add;
};

} // namespace antiphon
