#include "ui/cascade/recipe/labelpicker.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/popupframe.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

LabelPicker::LabelPicker(const QStringList& labels, const QString& always, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_add(new QPushButton(tr("Add"), this))
{
    setAccessibleName(tr("Labels of a turn"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::unit);
    column->addWidget(new TextLabel(tr("Labels that stand together"), TextSize::Caption, Tone::Muted, this));
    for (const QString& label : labels) {
        auto* box = new QCheckBox(label, this);
        box->setChecked(label == always);
        box->setEnabled(label != always);
        connect(box, &QCheckBox::toggled, this, [this] { m_add->setEnabled(!ticked().isEmpty()); });
        column->addWidget(box);
        m_boxes << box;
    }
    makePrimary(m_add);
    m_add->setToolTip(tr("Add a row with these labels (Enter)"));
    m_add->setEnabled(!always.isEmpty());
    column->addSpacing(metrics::unit);
    column->addWidget(m_add, 0, Qt::AlignRight);
    connect(m_add, &QPushButton::clicked, this, &LabelPicker::finish);
}

void LabelPicker::openAt(const QPoint& globalPlace)
{
    adjustSize();
    move(globalPlace - QPoint(0, height()));
    show();
    for (QCheckBox* box : std::as_const(m_boxes))
        if (box->isEnabled())
            return box->setFocus();
}

QStringList LabelPicker::ticked() const
{
    QStringList labels;
    for (const QCheckBox* box : m_boxes)
        if (box->isChecked())
            labels << box->text();
    return labels;
}

void LabelPicker::finish()
{
    const QStringList labels = ticked();
    if (labels.isEmpty())
        return;
    Q_EMIT chosen(labels);
    close();
}

void LabelPicker::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        finish();
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else
        QFrame::keyPressEvent(event);
}

void LabelPicker::paintEvent(QPaintEvent*)
{
    paintPopupFrame(*this);
}

} // namespace antiphon
