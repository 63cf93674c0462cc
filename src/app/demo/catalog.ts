// What the demo company sells: an IT reseller with an event agency, as in the articles that the domain pages draw on.

export interface DemoProduct {
  readonly code: string;
  readonly name: string;
  readonly direction: string;
  /** List price in roubles. */
  readonly price: number;
  /** How it is bought: every month, every quarter, once a year, or now and then. */
  readonly rhythm: 'month' | 'quarter' | 'year' | 'project';
}

export const demoProducts: readonly DemoProduct[] = [
  { code: '1C-BUH', name: '1С:Бухгалтерия', direction: '1С', price: 44_000, rhythm: 'project' },
  {
    code: '1C-ZUP',
    name: '1С:Зарплата и управление персоналом',
    direction: '1С',
    price: 36_000,
    rhythm: 'project',
  },
  { code: '1C-ITS', name: '1С:ИТС Проф', direction: '1С', price: 15_400, rhythm: 'month' },
  { code: '1C-ERP', name: '1С:ERP, внедрение', direction: '1С', price: 620_000, rhythm: 'project' },
  { code: 'IT-OUT', name: 'ИТ-аутсорсинг', direction: 'ИТ-услуги', price: 48_000, rhythm: 'month' },
  { code: 'IT-NET', name: 'Сеть и телефония', direction: 'ИТ-услуги', price: 86_000, rhythm: 'project' },
  { code: 'IT-BCK', name: 'Резервное копирование', direction: 'ИТ-услуги', price: 9_200, rhythm: 'month' },
  {
    code: 'SEC-AV',
    name: 'Антивирус, годовая лицензия',
    direction: 'Безопасность',
    price: 1_240,
    rhythm: 'year',
  },
  {
    code: 'SEC-PDN',
    name: 'Аудит персональных данных',
    direction: 'Безопасность',
    price: 145_000,
    rhythm: 'year',
  },
  { code: 'SEC-CP', name: 'КриптоПро CSP', direction: 'Безопасность', price: 2_700, rhythm: 'quarter' },
  { code: 'LIC-OFF', name: 'МойОфис, лицензия', direction: 'Лицензии', price: 4_300, rhythm: 'quarter' },
  { code: 'LIC-OS', name: 'Астра Линукс, лицензия', direction: 'Лицензии', price: 11_900, rhythm: 'project' },
  { code: 'HW-SRV', name: 'Сервер', direction: 'Оборудование', price: 390_000, rhythm: 'project' },
  { code: 'HW-WS', name: 'Рабочее место', direction: 'Оборудование', price: 58_000, rhythm: 'quarter' },
  { code: 'HW-POS', name: 'Касса, аренда', direction: 'Оборудование', price: 2_800, rhythm: 'month' },
  { code: 'EV-CORP', name: 'Корпоратив', direction: 'Мероприятия', price: 310_000, rhythm: 'year' },
  {
    code: 'EV-CONF',
    name: 'Конференция, участие',
    direction: 'Мероприятия',
    price: 32_000,
    rhythm: 'quarter',
  },
  { code: 'EV-SEM', name: 'Семинар', direction: 'Мероприятия', price: 8_500, rhythm: 'quarter' },
];

export interface DemoSegment {
  readonly name: string;
  readonly industry: string;
  readonly employees: readonly [number, number];
  /** Codes of products that its customers tend to use. */
  readonly products: readonly string[];
  /** How many of the demo's customers, in percent. */
  readonly share: number;
  readonly names: readonly string[];
}

export const demoSegments: readonly DemoSegment[] = [
  {
    name: 'Производство, крупное',
    industry: 'Производство',
    employees: [1001, 6000],
    share: 8,
    products: ['1C-ITS', '1C-ERP', 'IT-OUT', 'SEC-AV', 'SEC-PDN', 'HW-SRV', 'HW-WS', 'SEC-CP', 'EV-CORP'],
    names: [
      'Камский завод насосов',
      'Уральские редукторы',
      'Промтехмаш',
      'Волжский кабель',
      'Точмашприбор',
      'Заречье',
      'Нижегородский литейный завод',
      'Сталькомплект',
    ],
  },
  {
    name: 'Торговля B2B, крупная',
    industry: 'Торговля',
    employees: [1001, 4000],
    share: 8,
    products: [
      '1C-BUH',
      '1C-ITS',
      'IT-OUT',
      'IT-BCK',
      'SEC-AV',
      'LIC-OFF',
      'HW-SRV',
      'HW-WS',
      'EV-CONF',
      'SEC-PDN',
    ],
    names: [
      'Волгаторг',
      'Меридиан-Опт',
      'Вита-Склад',
      'Техноопт',
      'Снаб-Регион',
      'Северный путь',
      'Агропоставка',
      'ХимТрейд',
    ],
  },
  {
    name: 'Торговля B2C, крупная',
    industry: 'Торговля',
    employees: [1001, 9000],
    share: 6,
    products: ['1C-ITS', 'HW-POS', 'IT-NET', 'IT-OUT', 'SEC-AV', 'HW-WS', 'EV-CORP'],
    names: ['Полярис-Ритейл', 'Семейный', 'Добрая корзина', 'Дом текстиля', 'Техносити'],
  },
  {
    name: 'Общепит',
    industry: 'Общественное питание',
    employees: [501, 2500],
    share: 10,
    products: ['HW-POS', '1C-ITS', 'IT-NET', 'EV-SEM', 'EV-CORP', 'SEC-AV'],
    names: [
      'Лакомка',
      'Хлебный двор',
      'Пельменная № 1',
      'Кофейный берег',
      'Вкус Волги',
      'Чайхана Самарканд',
      'Пироги и Ко',
    ],
  },
  {
    name: 'Торговля, МСБ',
    industry: 'Торговля',
    employees: [21, 149],
    share: 24,
    products: ['1C-BUH', '1C-ITS', 'SEC-AV', 'SEC-CP', 'LIC-OFF', 'HW-WS'],
    names: [
      'Техснаб-Волга',
      'Гранит-Сервис',
      'Мост-Логистик',
      'Садовод Поволжья',
      'Аптека на Мира',
      'Автодеталь',
      'Керамика-Дом',
      'Инструмент-Центр',
      'Бикташев',
      'Арк-Медиа',
      'Лидер-Тент',
      'Новый сад',
    ],
  },
  {
    name: 'Производство, МСБ',
    industry: 'Производство',
    employees: [30, 149],
    share: 18,
    products: ['1C-BUH', '1C-ZUP', '1C-ITS', 'SEC-AV', 'IT-BCK', 'HW-WS', 'LIC-OS'],
    names: [
      'Стройальянс-НН',
      'Кедр',
      'Бетонные технологии',
      'Мебель-Прима',
      'Полимер-Пак',
      'Швейный двор',
      'Лесная мануфактура',
      'Металлоформа',
    ],
  },
  {
    name: 'Обучение',
    industry: 'Образование',
    employees: [120, 900],
    share: 12,
    products: ['LIC-OFF', 'LIC-OS', 'EV-CONF', 'EV-SEM', '1C-ITS', 'HW-WS', 'SEC-PDN', 'SEC-AV'],
    names: [
      'Академия роста',
      'Приволжский институт управления и новых технологий',
      'Вектор знаний',
      'Лицей «Ёлочка»',
      'Школа бизнеса «Горизонт»',
    ],
  },
  {
    name: 'Розница, малая',
    industry: 'Розничная торговля',
    employees: [3, 19],
    share: 14,
    products: ['HW-POS', '1C-BUH', 'SEC-CP', 'SEC-AV'],
    names: [
      'Оптика-Люкс',
      'Цветочный рай',
      'Зоомир',
      'Пряжа и нитки',
      'Книжная лавка',
      'Фермерский дворик',
      'Подарки на память',
    ],
  },
];

export const demoCities = [
  'Казань',
  'Нижний Новгород',
  'Самара',
  'Ульяновск',
  'Набережные Челны',
  'Чебоксары',
  'Пермь',
  'Уфа',
  'Саратов',
];
export const demoForms = ['ООО', 'ООО', 'ООО', 'АО', 'ИП', 'ПАО'];

export interface DemoEmployee {
  readonly code: string;
  readonly name: string;
  readonly division: string;
}

export const demoEmployees: readonly DemoEmployee[] = [
  { code: 'E01', name: 'Иванова Мария', division: 'Отдел продаж, Казань' },
  { code: 'E02', name: 'Петров Олег', division: 'Отдел продаж, Казань' },
  { code: 'E03', name: 'Сафина Алсу', division: 'Отдел продаж, Казань' },
  { code: 'E04', name: 'Кузьмин Антон', division: 'Отдел продаж, Нижний Новгород' },
  { code: 'E05', name: 'Белова Екатерина', division: 'Отдел продаж, Нижний Новгород' },
  { code: 'E06', name: 'Семёнов Пётр', division: 'Отдел продаж, Нижний Новгород' },
];
