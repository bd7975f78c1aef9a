package example;

class FourTest extends SharedCase {}
