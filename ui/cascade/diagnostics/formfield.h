// A named field in a row of a form.
#pragma once

#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>

namespace antiphon {

// Puts name and field at the end of the row; `hint` is the tooltip of both.
inline void addFormField(QHBoxLayout& row, const QString& name, QWidget* field, const QString& hint)
{
    auto* label = new TextLabel(name, TextSize::Body, Tone::Muted, field->parentWidget());
    label->setToolTip(hint);
    field->setToolTip(hint);
    field->setAccessibleName(name);
    row.addWidget(label);
    row.addWidget(field);
    row.addSpacing(metrics::gap);
}

} // namespace antiphon
