// Which samples are listed.
#pragma once

#include "core/generation/sampletable.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace antiphon {

class SearchField;

class SampleFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit SampleFilterBar(QWidget* parent = nullptr);

    SampleFilter filter() const;
    void setFilter(const SampleFilter& filter); // tells, where it is another
    // The people who decided or commented; the chosen one stays, also where it is gone.
    void setPeople(const QStringList& names);
    void focusSearch();

    QJsonObject save() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void changed(const antiphon::SampleFilter& filter);

private:
    void tell();
    QDoubleSpinBox* recallField(double value, const QString& name);

    SearchField* m_search;
    QComboBox* m_state;
    QComboBox* m_person;
    QCheckBox* m_leaks;
    QCheckBox* m_commented;
    QDoubleSpinBox* m_recallFrom;
    QDoubleSpinBox* m_recallTo;
    QPushButton* m_clear;
    SampleFilter m_told;
    bool m_setting = false;
};

} // namespace antiphon
